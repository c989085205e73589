// An image as large as the window has room for, on a click, a tap or Enter.
import { make } from "./index.js";
import { open } from "./dialog.js";

export function show(image) {
  const caption = image.closest("figure")?.querySelector("figcaption")?.textContent.trim();
  const whole = make("img", { src: image.currentSrc || image.src, alt: image.alt });
  open("lightbox", caption || image.alt, whole);
}
