// The clock of a room: counts between two answers of the server; without scripts the page reloads.

const EVERY = 5000; // how often the server is asked what the chair has pressed

/** `data-ends` and `data-now` are the server's own milliseconds: the wall's clock may be wrong. */
class DayClock extends HTMLElement {
  connectedCallback() {
    this.take();
    this.ticking = setInterval(() => this.tick(), 250);
    if (this.hasAttribute("data-follows")) this.asking = setInterval(() => this.ask(), EVERY);
  }

  disconnectedCallback() {
    clearInterval(this.ticking);
    clearInterval(this.asking);
  }

  take() {
    this.ends = Number(this.dataset.ends);
    this.ahead = Number(this.dataset.now) - Date.now();
    this.soon = Number(this.dataset.soon);
    this.tick();
  }

  tick() {
    if (!this.ends) return;
    const seconds = Math.floor((this.ends - Date.now() - this.ahead) / 1000);
    const tone = seconds > this.soon ? "green" : seconds > 0 ? "amber" : "red";
    put(this.querySelector(".figures"), figures(seconds));
    const face = this.querySelector("[data-tone]");
    if (face.dataset.tone === tone) return;
    face.dataset.tone = tone; // the one change that is announced
    put(this.querySelector(".words"), this.dataset[tone]);
  }

  async ask() {
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [old, fresh] = [document.querySelector(".screen"), page.querySelector(".screen")];
    if (old && fresh && old.dataset.version !== fresh.dataset.version) old.replaceWith(document.adoptNode(fresh));
  }
}

const put = (place, text) => { if (place && place.textContent !== text) place.textContent = text; };

function figures(seconds) {
  const away = Math.abs(seconds);
  return `${seconds < 0 ? "+" : ""}${Math.floor(away / 60)}:${String(away % 60).padStart(2, "0")}`;
}

customElements.define("day-clock", DayClock);
