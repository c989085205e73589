// The elements, by their names and attributes. What each shows is in a module of its own, which the
// first of its kind that comes near the viewport fetches: adding one is a line here, its module, and
// its line in `src/widgets.rs`.
import { define } from "./element.js";

define("stacks-posts", ["tag", "section", "language", "search", "count", "sort", "display"], () => import("./posts.js"));
