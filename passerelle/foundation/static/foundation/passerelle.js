// Elements that help pages which work without them.

const say = (key) => document.body.dataset[key] ?? "";

/** Saves its form while one types; keeps the text in this tab until the server has it. */
class AutosaveForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.state = this.querySelector(".save-state");
    this.key = `draft ${this.form.action}`;
    this.restore();
    this.form.addEventListener("input", () => this.touch());
    this.form.addEventListener("change", () => this.touch());
    this.form.addEventListener("submit", () => this.leave());
    addEventListener("pagehide", () => this.dirty && this.save({ keepalive: true }));
  }

  get texts() {
    const typed = [...new FormData(this.form)].filter(([name]) => keeps(this.form.elements[name]));
    return JSON.stringify(typed);
  }

  restore() {
    const backup = sessionStorage.getItem(this.key);
    if (!backup || backup === this.texts) return sessionStorage.removeItem(this.key);
    const kept = new Map();
    for (const [name, value] of JSON.parse(backup)) kept.set(name, [...(kept.get(name) ?? []), value]);
    for (const field of this.form.elements) put(field, kept.get(field.name) ?? []);
    this.tell("restored");
    this.touch();
  }

  touch() {
    this.dirty = true;
    sessionStorage.setItem(this.key, this.texts);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), 800);
  }

  leave() {
    clearTimeout(this.timer);
    this.dirty = false;
    sessionStorage.setItem("left", this.key);
  }

  async save(options) {
    if (this.saving) return;
    clearTimeout(this.timer);
    this.saving = true;
    this.dirty = false;
    const sent = this.texts;
    this.tell("saving");
    const done = await this.send(options);
    this.saving = false;
    if (this.refusal) return this.stop();
    if (done && sent === this.texts) sessionStorage.removeItem(this.key);
    this.tell(done ? "saved" : "unsaved", !done);
    if (done) return this.dirty && this.touch();
    this.dirty = true;
    this.timer = setTimeout(() => this.save(), 8000);
  }

  /** What the server refuses for good is said; the text stays in this tab until one submits. */
  stop() {
    if (this.state) this.state.textContent = this.refusal;
    this.state?.classList.add("bad");
    this.refusal = "";
  }

  async send(options) {
    const body = new FormData(this.form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    try {
      const answer = await fetch(this.form.action, {
        method: "POST", body, headers: { "X-Autosave": "1" }, redirect: "manual", ...options,
      });
      if (answer.status === 401) tellFailure(401);
      this.dispatchEvent(new CustomEvent("answered", { detail: answer, bubbles: true }));
      if (answer.status === 409) this.refusal = await answer.text();
      return answer.ok;
    } catch {
      return false;
    }
  }

  tell(key, bad = false) {
    if (!this.state) return;
    this.state.textContent = say(key);
    this.state.classList.toggle("bad", bad);
  }
}

const keeps = (field) => !["hidden", "file", "submit", "password"].includes(field.type);

function put(field, values) {
  if (!field.name || !keeps(field)) return;
  if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
  else if (values.length) field.value = values[0];
}

/** Lets a file be dropped on its file field; `submit` sends the form at once. */
class FileDrop extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input[type=file]");
    for (const kind of ["dragenter", "dragover"]) this.addEventListener(kind, (event) => this.hover(event, true));
    for (const kind of ["dragleave", "drop"]) this.addEventListener(kind, (event) => this.hover(event, false));
    this.addEventListener("drop", ({ dataTransfer }) => {
      if (!dataTransfer.files.length) return;
      input.files = dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    if (this.hasAttribute("submit")) input.addEventListener("change", () => input.form.requestSubmit());
  }

  hover(event, over) {
    event.preventDefault();
    this.classList.toggle("over", over);
  }
}

/** A form that leaves once, however often one presses. */
class OnceForm extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    form.addEventListener("submit", (event) => {
      if (this.sent) return event.preventDefault();
      this.sent = true;
      this.buttons("true");
    });
    addEventListener("pageshow", () => { this.sent = false; this.buttons("false"); });
  }

  buttons(disabled) {
    for (const button of this.querySelectorAll("button")) button.setAttribute("aria-disabled", disabled);
  }
}

/** A button that copies the text beside it. */
class CopyText extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    const source = this.querySelector("input, code");
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(source.value ?? source.textContent);
      this.querySelector("[role=status]").textContent = say("copied");
    });
  }
}

// A page of ours after a submit means that the text arrived, unless it was refused.
const arrived = performance.getEntriesByType("navigation")[0]?.type === "navigate";
if (arrived && !document.querySelector("[data-refused]")) {
  sessionStorage.removeItem(sessionStorage.getItem("left"));
  sessionStorage.removeItem("left");
}

customElements.define("autosave-form", AutosaveForm);
customElements.define("file-drop", FileDrop);
customElements.define("once-form", OnceForm);
customElements.define("copy-text", CopyText);

// The frame: menus that close, what overflows reachable by keyboard.
for (const wide of document.querySelectorAll(".prose :is(pre, table)")) if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
document.querySelector(".error-summary")?.focus();

addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(target)) menu.open = false;
});
addEventListener("keydown", ({ key, target }) => {
  const menu = key === "Escape" && target.closest?.(".menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.firstElementChild.focus();
});

// What a script could not do is said where messages are; a session that is over, with a way back in.
function tellFailure(status) {
  const signIn = status === 401 && document.querySelector("#session-over");
  const notice = Object.assign(document.createElement("p"), { className: "notice bad", id: "failed" });
  notice.append(signIn ? signIn.content.cloneNode(true) : say("failed"));
  const place = document.querySelector(".messages");
  if (place.textContent.trim() === notice.textContent.trim()) return;
  place.replaceChildren(notice);
  if (signIn) place.scrollIntoView({ block: "center" });
}
for (const failure of ["htmx:sendError", "htmx:responseError"]) addEventListener(failure, ({ detail }) => tellFailure(detail.xhr?.status));
addEventListener("htmx:afterOnLoad", ({ detail }) => detail.xhr.status < 400 && document.getElementById("failed")?.remove());

// News that is opened is read, in whatever tab it opens.
for (const press of ["click", "auxclick"]) addEventListener(press, ({ target }) => {
  const news = target.closest?.("[data-reading]");
  if (news) navigator.sendBeacon(news.dataset.reading, new FormData(document.querySelector(".masthead form")));
});
