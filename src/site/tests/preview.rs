use super::*;

/// What the document at `path` shows before the next build.
fn shown(world: &Memory, (site, state): (&Site, &State), path: &str) -> Option<Shown> {
    let known = state.documents.iter().find(|it| it.head.path == path)?;
    site.preview.show(known, world, "/notes/")
}

fn site() -> (Memory, Site, State) {
    let mut world = Memory::default();
    world.set("posts/a.md", "---\ntitle: A\ndate: 2024-05-01\n---\n\nSee [b](b.md).\n");
    world.set("posts/b.md", "---\ntitle: B\ndate: 2024-05-02\nlanguage: es\n---\n\nHola :wave:\n");
    world.set(
        "toolkit/c.md",
        "---\ntitle: C\n---\n\n{% include list_directory.md loc=\"posts\" %}\n",
    );
    let (site, state, _) = world.build(Input::default(), State::default());
    (world, site, state)
}

#[test]
fn a_text_is_shown_before_the_build_as_after_it() {
    let (mut world, site, state) = site();
    for (path, route) in [("posts/a.md", "/posts/a/"), ("posts/b.md", "/posts/b/")] {
        let text = world.files[path].clone();
        world.set(
            path,
            &format!(
                "{text}\nA \"new\" word :rocket:, [a](a.md#x).\n\n```rust\nfn f() {{}}\n```\n"
            ),
        );
        let shown = shown(&world, (&site, &state), path).expect("the text alone has changed");
        assert_eq!(shown.route, Route::new(route));
        assert!(
            shown.html.contains("🚀") && shown.html.contains("href=\"/notes/posts/"),
            "{}",
            shown.html
        );
        let mut now = Memory { files: world.files.clone(), ..Memory::default() };
        now.set(path, &world.files[path].clone());
        now.build(Input::default(), State::default());
        let payload: Payload = now.json(&Route::new(route).payload(false));
        assert_eq!(shown.html, payload.html(&site.manifest.language, "/notes/"));
    }
}

#[test]
fn what_changes_more_than_a_text_waits_for_the_build() {
    let (mut world, site, state) = site();
    assert!(shown(&world, (&site, &state), "posts/none.md").is_none());
    assert!(
        shown(&world, (&site, &state), "toolkit/c.md").is_none(),
        "its list says what others do"
    );
    for text in ["---\ntitle: Another\ndate: 2024-05-01\n---\n\nText.\n", "---\ntitle: [\n", ""] {
        world.set("posts/a.md", text);
        assert!(shown(&world, (&site, &state), "posts/a.md").is_none(), "{text:?}");
    }
}
