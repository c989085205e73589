//! What a site publishes besides its pages. Each file is made of what the walk has learned; where the
//! author has a file of the same name, that one counts and ours is not made.

use url::Url;

use super::lists::Entries;
use super::output::Output;
use super::terms::Taxonomies;
use super::{Input, Page, hash};
use crate::route::Route;
use crate::settings::Settings;
use crate::{icon, sitemap, web_manifest};

mod feeds;
mod pages;

/// Everything that what is published is made of.
pub struct Published<'a> {
    settings: &'a Settings,
    pages: &'a [Page],
    entries: &'a Entries<'a>,
    taxonomies: &'a Taxonomies,
    /// The pages to search on.
    searches: &'a [Route],
    /// The site's public address; without it there are no absolute URLs, and what needs them is not
    /// made.
    address: Option<Url>,
}

impl<'a> Published<'a> {
    /// What the site of `pages` publishes.
    pub fn new(
        input: &'a Input,
        pages: &'a [Page],
        entries: &'a Entries<'a>,
        taxonomies: &'a Taxonomies,
        searches: &'a [Route],
    ) -> Self {
        let settings = &input.settings;
        Self { settings, pages, entries, taxonomies, searches, address: settings.address() }
    }

    /// Whether something is not made because the settings do not tell the public address.
    pub fn lacks_address(&self) -> bool {
        self.address.is_none() && !self.pages.is_empty()
    }

    /// Writes all of it that has changed.
    pub fn write(&self, output: &mut Output<'_>) -> Result<(), String> {
        if !output.keeps() {
            return Ok(());
        }
        if let Some(address) = &self.address {
            feeds::write(self, address, output)?;
            pages::write_sitemap(self, address, output)?;
            output.own_text(sitemap::ROBOTS, &sitemap::robots(address.as_str()))?;
        }
        pages::write_llms(self, output)?;
        output.own_text(web_manifest::FILE, &self.web_manifest())?;
        output.own_text(web_manifest::ICON, web_manifest::DRAWING)?;
        for (file, size, is_maskable) in web_manifest::PICTURES {
            let key = hash(&(web_manifest::DRAWING, size, is_maskable));
            output.own_made(file, key, || icon::icon(size, is_maskable))?;
        }
        Ok(())
    }

    fn web_manifest(&self) -> String {
        let Settings { title, description, language, .. } = self.settings;
        web_manifest::text(title, description, language)
    }
}

/// The absolute URL of a page.
fn url(address: &Url, route: &Route) -> String {
    route.href(address.as_str())
}
