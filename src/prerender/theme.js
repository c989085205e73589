// The colour scheme that a visitor has chosen: before anything is painted, so that nothing flashes, and
// as the button in the header is pressed, whatever else the page runs. Nothing is kept for who chose
// what the device has anyway: it then follows the device.
{
  const KEY = "stacks.theme";
  const { style } = document.documentElement;
  const device = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    try {
      style.colorScheme = localStorage.getItem(KEY) ?? "";
    } catch {
      // Storage may be denied: the page then has the device's scheme.
    }
  };
  follow();
  addEventListener("storage", follow);
  addEventListener("click", ({ target }) => {
    if (!target.closest?.("button.theme")) return;
    const isDark = (style.colorScheme || (device.matches ? "dark" : "light")) === "light";
    style.colorScheme = isDark ? "dark" : "light";
    try {
      if (isDark === device.matches) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, style.colorScheme);
    } catch {
      // It holds for this page.
    }
  });
}
