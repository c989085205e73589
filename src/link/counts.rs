//! How many links documents have and how many of them lead nowhere.

/// The links of a document, or of many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LinkCounts {
    /// Links and images that lead to this site.
    pub internal: u32,
    /// Links and images that lead elsewhere.
    pub external: u32,
    /// How many of both are images.
    pub images: u32,
    /// Links whose anchor was looked for.
    pub anchors: u32,
    /// Links and images of this site that lead nowhere, dead anchors included.
    pub broken: u32,
}

impl LinkCounts {
    /// Adds those of another document.
    pub fn add(&mut self, other: &Self) {
        let Self { internal, external, images, anchors, broken } = other;
        self.internal += internal;
        self.external += external;
        self.images += images;
        self.anchors += anchors;
        self.broken += broken;
    }
}
