// The sitting as it goes, for all in the room; without scripts one reloads.

const EVERY = 5000;
const PAUSE = 800; // after what is voted has moved on the screen, a finger on its way does not vote

/** Takes `#now` anew when it has changed; the focus and what was unfolded stay where they were. */
class SittingNow extends HTMLElement {
  connectedCallback() {
    if (!this.hasAttribute("src")) return;
    this.asking = setInterval(() => this.ask(), EVERY);
    this.addEventListener("pointerdown", () => { this.pressed = true; });
    for (const each of ["pointerup", "pointercancel"]) addEventListener(each, () => { this.pressed = false; });
    this.addEventListener("submit", (event) => { if (Date.now() < this.quietUntil) event.preventDefault(); else this.left = true; });
  }

  disconnectedCallback() { clearInterval(this.asking); }

  async ask() {
    if (document.hidden || this.left) return;
    const answer = await fetch(this.getAttribute("src")).catch(() => null);
    if (!answer?.ok || answer.redirected || this.pressed || this.left) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    this.take(this.querySelector("#now"), page.querySelector("#now"));
  }

  take(old, fresh) {
    if (!old || !fresh || shown(old) === shown(fresh)) return;
    const moved = motions(old) !== motions(fresh);
    const news = [moved && this.dataset.said, changed(old, fresh, "[data-results] > li"), changed(old, fresh, "[data-quorum]")].filter(Boolean);
    const held = old.contains(document.activeElement) ? document.activeElement : null;
    for (const [rank, each] of [...fresh.querySelectorAll("details")].entries()) each.open = old.querySelectorAll("details")[rank]?.open ?? each.open;
    old.replaceWith(document.adoptNode(fresh));
    if (held) place(held, fresh).focus({ preventScroll: true });
    if (moved) this.quietUntil = Date.now() + PAUSE;
    if (news.length) this.say(news.join(" "));
  }

  say(words) {
    const spoken = this.querySelector("[data-news]");
    spoken.textContent = "";
    requestAnimationFrame(() => { spoken.textContent = words; });
  }
}

/** The words of the first such part when they are new: the last vote's result, the quorum. */
function changed(old, fresh, selector) {
  const [before, after] = [old, fresh].map((part) => words(part.querySelector(selector)));
  return before !== after && after;
}

/** A line of a list is read with a pause between its parts. */
function words(part) {
  const parts = part?.localName === "li" ? [...part.children] : [part];
  return parts.map((each) => each?.textContent.replace(/\s+/g, " ").trim()).join(", ");
}

/** What a reader sees: the tokens of the forms, new at each answer, put aside. */
function shown(part) {
  const copy = part.cloneNode(true);
  for (const each of copy.querySelectorAll("[name=csrfmiddlewaretoken]")) each.remove();
  for (const each of copy.querySelectorAll("details")) each.removeAttribute("open");
  return copy.innerHTML;
}

const motions = (part) => [...part.querySelectorAll("section")].map((each) => each.getAttribute("aria-labelledby")).join(" ");

/** The same button or link in what has come; else the part itself, so that a keyboard does not start again. */
function place(held, fresh) {
  const same = [...fresh.querySelectorAll(held.localName)];
  const found = held.localName === "summary" ? same[0] : same.find((each) => name(each) === name(held));
  if (found) return found;
  fresh.tabIndex = -1;
  return fresh;
}

const name = (each) => [each.closest("form")?.getAttribute("action"), each.getAttribute("href"), each.getAttribute("value"), each.textContent.trim()].join("|");

customElements.define("sitting-now", SittingNow);
