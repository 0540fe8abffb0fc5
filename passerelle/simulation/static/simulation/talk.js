// The talk with a patient, made easier where the browser can; without scripts one types and presses.

/** Keeps the question that was not sent yet in this tab, and puts the cursor back after each answer. */
class QuestionForm extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[name=text]");
    this.key = `question ${this.input.form.action.split("#")[0]}`;
    const kept = sessionStorage.getItem(this.key);
    if (kept && this.wasAsked(kept)) sessionStorage.removeItem(this.key);
    else if (kept && !this.input.value) this.input.value = kept;
    this.input.addEventListener("input", () => sessionStorage.setItem(this.key, this.input.value));
    const unsent = this.querySelector("[data-unsent]");
    this.addEventListener("submit", () => { [QuestionForm.goesOn, unsent.hidden] = [true, true]; });
    this.addEventListener("htmx:sendError", ({ target }) => { unsent.hidden = target !== this.input.form; });
    if (QuestionForm.goesOn) this.input.focus();
    const asksBack = QuestionForm.goesOn && this.querySelector(".of-yourself");
    if (asksBack) requestAnimationFrame(() => this.querySelector(".asking").scrollIntoView({ block: "nearest" }));
    QuestionForm.goesOn = false;
  }

  /** The talk holds it: it arrived, whatever became of the answer. */
  wasAsked(text) {
    const asked = [...this.closest("#talk").querySelectorAll("[data-asked]")].slice(-3);
    return asked.some((each) => each.textContent.trim() === text.trim());
  }
}

/** What was written and not kept by the server is not kept in this tab either. */
class QuestionForgotten extends HTMLElement {
  connectedCallback() {
    sessionStorage.removeItem(`question ${new URL(this.getAttribute("action"), location.href)}`);
  }
}

/** Reads answers aloud and takes dictation, by the browser alone: a voice, and a recogniser, that stay on the device. */
class SpeechTools extends HTMLElement {
  connectedCallback() {
    this.bar = this.querySelector("[data-speech]");
    if (!this.bar) return;
    this.offerVoice();
    this.offerDictation();
  }

  get language() { return this.getAttribute("lang") === "en" ? "en" : "fr"; }

  offerVoice() {
    const tick = this.bar.querySelector("[name=aloud]");
    const voice = () => self.speechSynthesis?.getVoices().find((each) => each.localService && each.lang.startsWith(this.language));
    const show = () => { tick.closest("label").hidden = !voice(); };
    self.speechSynthesis?.addEventListener("voiceschanged", show);
    show();
    tick.checked = sessionStorage.getItem("aloud") === "1";
    tick.addEventListener("change", () => {
      sessionStorage.setItem("aloud", tick.checked ? "1" : "");
      speechSynthesis.cancel();
      if (tick.checked) this.read(voice());
    });
    if (tick.checked && SpeechTools.heard !== this.latest && voice()) this.read(voice());
    SpeechTools.heard = this.latest;
  }

  get latest() { return [...this.querySelectorAll("[data-spoken]")].at(-1)?.textContent ?? ""; }

  read(voice) {
    const said = new SpeechSynthesisUtterance(this.latest);
    [said.voice, said.lang] = [voice, voice.lang];
    speechSynthesis.cancel();
    speechSynthesis.speak(said);
  }

  async offerDictation() {
    const button = this.bar.querySelector("[data-dictate]");
    const Recogniser = self.SpeechRecognition;
    const wanted = { langs: [this.language === "en" ? "en-US" : "fr-FR"], processLocally: true };
    if (!Recogniser?.available || (await Recogniser.available(wanted).catch(() => "")) !== "available") return;
    button.hidden = false;
    button.addEventListener("click", () => this.listen(new Recogniser(), wanted.langs[0], button));
  }

  listen(recogniser, language, button) {
    const input = this.querySelector("input[name=text]");
    Object.assign(recogniser, { lang: language, processLocally: true, interimResults: false });
    recogniser.addEventListener("result", ({ results }) => {
      input.value = `${input.value} ${results[0][0].transcript}`.trim();
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    recogniser.addEventListener("end", () => { button.setAttribute("aria-pressed", "false"); input.focus(); });
    button.setAttribute("aria-pressed", "true");
    recogniser.start();
  }
}

customElements.define("question-form", QuestionForm);
customElements.define("question-forgotten", QuestionForgotten);
customElements.define("speech-tools", SpeechTools);

// What saves while one types only asks, in place: one is still writing.
addEventListener("answered", async ({ target, detail }) => {
  const place = target.querySelector("[data-asks]");
  if (!place || ![200, 204].includes(detail.status)) return;
  const asked = detail.status === 200 ? await detail.text() : "";
  if (!asked || !place.textContent.trim()) place.innerHTML = asked;
});

// What was unfolded stays so when its part is renewed, and the focus stays beside what was pressed.
const unfolded = { ids: [], held: "" };
addEventListener("htmx:beforeSwap", () => {
  unfolded.ids = [...document.querySelectorAll("details[id][open]")].map(({ id }) => id);
  unfolded.held = document.activeElement?.closest("details[id]")?.id ?? "";
});
addEventListener("htmx:afterSwap", () => {
  for (const id of unfolded.ids) document.getElementById(id)?.setAttribute("open", "");
  if (document.activeElement === document.body) document.getElementById(unfolded.held)?.firstElementChild.focus({ preventScroll: true });
});
