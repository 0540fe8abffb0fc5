// What was just said comes into view, and the focus stays where the work is.
const pressed = { part: "", item: "" };

addEventListener("htmx:beforeSwap", () => {
  pressed.part = document.activeElement?.closest("section[id]")?.id ?? "";
  pressed.item = document.activeElement?.value ?? "";
});

addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target?.id === "talk") document.querySelector(".talk > li:last-child")?.scrollIntoView({ block: "nearest" });
  if (document.activeElement !== document.body || !pressed.part) return;
  const part = document.getElementById(pressed.part);
  const heading = part?.querySelector(`#answer-${CSS.escape(pressed.item)} h3`) ?? part?.querySelector("h2");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: heading.tagName === "H2" });
});
