//! The tools the project is built with, each pinned to the version that is known to work.

/// A tool that cargo installs.
pub struct CargoTool {
    /// The crate.
    pub package: &'static str,
    /// The program.
    pub program: &'static str,
    /// The exact version.
    pub version: &'static str,
    /// How long it takes to build on two cores, so that nobody thinks it hangs.
    pub takes: &'static str,
}

/// Bundles the app. 0.22 needs a newer compiler than ours.
pub const TRUNK: CargoTool =
    CargoTool { package: "trunk", program: "trunk", version: "0.21.14", takes: "about 8 minutes" };

/// Must equal the `wasm-bindgen` crate in Cargo.toml to the last digit.
pub const WASM_BINDGEN: CargoTool = CargoTool {
    package: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    version: "0.2.126",
    takes: "about 6 minutes",
};

/// What Rust compiles the app for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Names a Chromium goes by.
pub const CHROMIUMS: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Names a Firefox goes by.
pub const FIREFOXES: [&str; 2] = ["firefox-esr", "firefox"];

/// Debian's package of the second browser.
pub const FIREFOX_PACKAGE: &str = "firefox-esr";

/// Debian's packages for the browser tests: the browser, and a font that has emoji.
pub const BROWSER_PACKAGES: [&str; 2] = ["chromium", "fonts-noto-color-emoji"];

/// Where a Python with the packages of `PYTHON_PACKAGES` may be.
pub const PYTHONS: [&str; 2] = ["/usr/bin/python3", "python3"];

/// Debian's packages for the code in our own articles, which the tests run.
pub const PYTHON_PACKAGES: [&str; 2] = ["python3-aiohttp", "python3-markdown"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_agree_with_the_files_that_repeat_them() {
        let cargo = include_str!("../../Cargo.toml");
        assert!(
            cargo.contains(&format!("wasm-bindgen = {{ version = \"={}\"", WASM_BINDGEN.version))
        );
        let trunk = include_str!("../../Trunk.toml");
        assert!(trunk.contains(&format!("trunk-version = \"{}\"", TRUNK.version)));
        assert!(trunk.contains(&format!("wasm_bindgen = \"{}\"", WASM_BINDGEN.version)));
        assert!(include_str!("../../rust-toolchain.toml").contains(TARGET));
    }
}
