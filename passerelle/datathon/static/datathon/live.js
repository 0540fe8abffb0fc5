// A part of the page that follows what happens on the server; without scripts one reloads.

/** Hears versions as server-sent events; when one is new, takes its parts from the page anew. */
class LivePart extends HTMLElement {
  connectedCallback() {
    this.source = new EventSource(this.getAttribute("src"));
    this.source.addEventListener("version", ({ data }) => this.heard(data));
  }

  disconnectedCallback() { this.source.close(); }

  async heard(version) {
    if (version === this.dataset.version) return;
    this.dataset.version = version;
    const answer = await fetch(location.href, { headers: { "X-Live": "1" } });
    if (!answer.ok) return this.source.close();
    this.take(new DOMParser().parseFromString(await answer.text(), "text/html"));
  }

  take(page) {
    const before = words("#finding");
    for (const selector of this.dataset.parts.split(" ")) replace(document.querySelector(selector), page.querySelector(selector));
    const news = words("#finding") === before ? "" : words("#finding");
    if (news) document.querySelector(".messages")?.replaceChildren();
    this.say(news);
    if (!page.querySelector(`live-part[src="${this.getAttribute("src")}"]`)) this.source.close();
  }

  /** One short sentence, and never twice the same: the page's own finding where it has changed. */
  say(finding) {
    const place = this.querySelector("[data-said]");
    const said = finding || place?.dataset.said;
    if (said && place.textContent !== said) place.textContent = said;
  }
}

const words = (selector) => document.querySelector(selector)?.textContent.trim();

/** Puts the fresh part in the place of the old one; what was unfolded stays so, and the focus where it was. */
function replace(old, fresh) {
  if (!old || !fresh || old.isEqualNode(fresh)) return;
  const held = old.contains(document.activeElement) && document.activeElement;
  const folds = [...fresh.querySelectorAll("details")];
  for (const [rank, each] of [...old.querySelectorAll("details")].entries()) if (folds[rank]) folds[rank].open = each.open;
  old.replaceWith(fresh);
  if (held) focusOn([...fresh.querySelectorAll(held.localName)].find((each) => each.textContent === held.textContent) ?? fresh);
}

function focusOn(place) {
  if (place.tabIndex < 0) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

customElements.define("live-part", LivePart);
