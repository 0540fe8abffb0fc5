// Words selected with a mouse inside one sentence mark those words; the box marks all of it.

class MarkWords extends HTMLElement {
  connectedCallback() {
    this.addEventListener("mouseup", () => this.#take());
    this.addEventListener("click", (event) => this.#hold(event));
    this.addEventListener("change", ({ target }) => target.type === "checkbox" && this.#changed(target));
    for (const box of this.querySelectorAll(":checked")) this.#show(box.closest(".sentence"));
  }

  #take() {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const words = range.commonAncestorContainer.parentElement?.closest("[data-start]") ?? range.commonAncestorContainer.closest?.("[data-start]");
    if (!words || !this.contains(words)) return;
    const start = this.#before(words, range.startContainer, range.startOffset);
    const end = this.#before(words, range.endContainer, range.endOffset);
    if (end <= start) return;
    const sentence = words.closest(".sentence"), first = Number(words.dataset.start);
    sentence.querySelector("[type=hidden]").value = `${first + start}-${first + end}`;
    this.#taken = true;
    const box = sentence.querySelector("[type=checkbox]");
    box.checked = true;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    selection.removeAllRanges();
    this.#show(sentence);
    sentence.querySelector("select").focus();
  }

  // A selection ends with a click on the label, which would untick the box.
  #taken = false;
  #hold(event) {
    if (this.#taken) event.preventDefault();
    this.#taken = false;
  }

  #changed(box) {
    const sentence = box.closest(".sentence"), part = sentence.querySelector("[type=hidden]");
    if (!box.checked && part) part.value = "";
    this.#show(sentence);
  }

  // Offsets are counted in code points, as the server counts them.
  #before(words, node, offset) {
    const range = document.createRange();
    range.setStart(words, 0);
    range.setEnd(node, offset);
    return [...range.toString()].length;
  }

  #show(sentence) {
    const words = sentence.querySelector("[data-start]"), part = sentence.querySelector("[type=hidden]")?.value;
    if (!words) return;
    const text = [...words.textContent], first = Number(words.dataset.start);
    const [start, end] = part ? part.split("-").map((each) => Number(each) - first) : [0, 0];
    const whole = !part || (start <= 0 && end >= text.length);
    if (whole) return words.replaceChildren(text.join(""));
    const marked = Object.assign(document.createElement("mark"), { textContent: text.slice(start, end).join("") });
    words.replaceChildren(text.slice(0, start).join(""), marked, text.slice(end).join(""));
  }
}
customElements.define("mark-words", MarkWords);
