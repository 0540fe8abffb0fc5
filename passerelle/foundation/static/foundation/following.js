// For pages that ask again every few seconds.

// What is asked for again and again is put in its place only when it says something else.
const bare = (text) => text.replace(/\s/g, "");
addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.target.matches("[hx-trigger^=every]")) return;
  const page = new DOMParser().parseFromString(detail.serverResponse, "text/html");
  const says = (id) => bare(document.getElementById(id)?.textContent ?? "");
  const isSame = (id) => page.getElementById(id) && bare(page.getElementById(id).textContent) === says(id);
  const beside = (detail.target.getAttribute("hx-select-oob") ?? "").match(/(?<=#)[\w-]+/g) ?? [];
  if ([detail.target.id, ...beside].every(isSame)) detail.shouldSwap = false;
});
addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  if (bare(detail.target.textContent) === bare(detail.fragment.textContent)) detail.shouldSwap = false;
});
