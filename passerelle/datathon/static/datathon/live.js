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
    for (const selector of this.dataset.parts.split(" ")) {
      const fresh = page.querySelector(selector);
      if (fresh) document.querySelector(selector)?.replaceWith(fresh);
    }
    const said = this.querySelector("[data-said]");
    if (said) said.textContent = said.dataset.said;
    if (!page.querySelector(`live-part[src="${this.getAttribute("src")}"]`)) this.source.close();
  }
}

customElements.define("live-part", LivePart);
