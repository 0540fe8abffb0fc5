// Signing out takes the kept sheets off the device; the page it leads to, where nobody is signed in,
// takes them off once more, for a worker that was asked to keep them in between.

const forget = () => self.caches?.delete("sheets");
addEventListener("submit", ({ target }) => target.matches("[data-forget]") && (sessionStorage.clear(), forget()));
addEventListener("pageshow", () => location.pathname === "/" && !document.querySelector("[data-forget]") && forget());
