// Loaded by the pages where one marks.

/** Marking by keyboard while the focus is inside: a digit chooses, j and k move, n goes on.
 *  With `autofocus` it is inside from the start, and the page stays at its top. */
class LevelKeys extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => this.press(event));
    if (this.hasAttribute("autofocus")) this.focusOn(this.open ?? this.criteria[0]);
  }

  get criteria() { return [...this.querySelectorAll(".criterion, .judgment")]; }
  get open() { return this.criteria.find((one) => !one.querySelector(":checked")); }
  get current() { return document.activeElement.closest(".criterion, .judgment") ?? this.open ?? this.criteria[0]; }

  press(event) {
    const typing = event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (/^\d$/.test(key)) this.choose(key);
    else if (key === "j") this.move(1);
    else if (key === "k") this.move(-1);
    else if (key === "n") this.querySelector("[data-next]")?.click();
    else return;
    event.preventDefault();
  }

  choose(digit) {
    const criterion = this.current;
    const radio = criterion?.querySelector(`input[data-key="${digit}"]`);
    if (!radio) return;
    radio.click();
    this.go(this.criteria[this.criteria.indexOf(criterion) + 1] ?? criterion);
  }

  move(by) {
    this.go(this.criteria[this.criteria.indexOf(this.current) + by]);
  }

  go(criterion) {
    this.focusOn(criterion);
    criterion?.scrollIntoView({ block: "nearest" });
  }

  focusOn(criterion) {
    const radio = criterion?.querySelector(":checked") ?? criterion?.querySelector("input");
    radio?.focus({ preventScroll: true, focusVisible: true });
  }
}

customElements.define("level-keys", LevelKeys);
