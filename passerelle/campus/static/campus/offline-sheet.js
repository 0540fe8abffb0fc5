// A sheet that is filled without a network, and the desk that leads to it. Needs offline-queue.js.

const { sheetQueue } = globalThis;
const words = document.querySelector("#offline-words");
const say = (key) => words.dataset[key] ?? "";
const plural = new Intl.PluralRules(document.documentElement.lang);
const counted = (key, count) => say(`${key}${plural.select(count) === "one" ? "One" : "Other"}`).replace("#", count);
const news = globalThis.BroadcastChannel && new BroadcastChannel("passerelle-sheets");
const FIRST_WAIT = 2_000, LONGEST_WAIT = 60_000;

/** Sends what waits whenever there is hope; says where it stands. */
class Sending extends HTMLElement {
  async connectedCallback() {
    this.owner = this.dataset.owner;
    this.state = this.querySelector(".save-state");
    this.wait = FIRST_WAIT;
    try {
      await sheetQueue.gather(this.owner);
      await sheetQueue.sweep();
      await this.begin();
      await this.show();
    } catch {
      this.tell(say("keepsNothing"), "bad");
      return;
    }
    addEventListener("online", () => this.send());
    addEventListener("pageshow", (event) => event.persisted && this.send());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.send());
    news?.addEventListener("message", () => this.show());
    await this.work();
    await this.send();
  }

  /** The worker that keeps these pages, where the browser has workers. */
  async work() {
    try {
      await navigator.serviceWorker?.register(this.dataset.worker, { scope: this.dataset.desk });
    } catch { /* without it sheets do not open offline; what is typed is kept all the same */ }
  }

  async send() {
    clearTimeout(this.timer);
    this.stopped = await sheetQueue.send(this.owner, this.dataset.list);
    if (this.stopped === "away" || this.stopped === "held") {
      this.timer = setTimeout(() => this.send(), this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
      navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("sheets")).catch(() => {});
    } else this.wait = FIRST_WAIT;
    await this.show();
    news?.postMessage("");
    return this.stopped;
  }

  /** One sentence on what waits; "" when nothing does. */
  async standing() {
    const waiting = await sheetQueue.waiting(this.owner);
    const [refused] = waiting.filter((one) => one.state && one.state !== "elsewhere");
    if (refused) return [`${refused.told} ${say("refused")}`, "bad"];
    if (waiting.some((one) => one.state === "elsewhere")) return [say(navigator.onLine ? "elsewhere" : "elsewhereOffline"), "bad"];
    if (!waiting.length) return ["", ""];
    if (["over", "other", "forbidden"].includes(this.stopped)) return [say(this.stopped), "bad"];
    return [counted("waiting", waiting.length), ""];
  }

  lastTold() {
    return sheetQueue.lastTold(this.owner, performance.timeOrigin);
  }

  tell(text, tone) {
    if (!this.state) return;
    if (!this.state.textContent.startsWith(text) || !text) this.state.textContent = text;
    this.state.classList.toggle("bad", tone === "bad");
    const door = text && text === say("over") && document.querySelector("#session-over")?.content.querySelector("a");
    if (door && !this.state.querySelector("a")) this.state.append(" ", door.cloneNode(true));
  }

  /** What was refused can be read and copied; it leaves when its writer says so. */
  async showUnsent(sheets, place) {
    this.querySelectorAll(".unsent").forEach((one) => one.remove());
    const waiting = await sheetQueue.waiting(this.owner);
    for (const sheet of new Set(waiting.map((one) => one.sheet))) {
      const last = waiting.filter((one) => one.sheet === sheet && one.state && one.state !== "elsewhere").at(-1);
      if (!last || (sheets && !sheets.includes(sheet))) continue;
      const box = words.content.cloneNode(true).firstElementChild;
      box.querySelector("textarea").value = [last.name, last.told, ...last.lines, last.remark].filter(Boolean).join("\n");
      box.querySelector("button").addEventListener("click", async () => {
        await sheetQueue.forget(this.owner, sheet);
        box.remove();
        location.reload();
      });
      place.append(box);
    }
  }
}

class OfflineDesk extends Sending {
  async begin() {
    const told = sessionStorage.getItem("told");
    if (told) document.querySelector(".messages").append(Object.assign(document.createElement("p"), { className: "notice success", textContent: told }));
    sessionStorage.removeItem("told");
  }

  async show() {
    const [text, tone] = await this.standing();
    this.tell(text || (await this.lastTold()) || this.ready || "", tone);
    await this.showUnsent(null, this);
  }

  /** Every sheet on the desk is fetched now, for when there is no network. */
  async work() {
    await super.work();
    const worker = (await navigator.serviceWorker?.ready)?.active;
    if (!worker || !navigator.onLine) return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      this.ready = data ? counted("ready", data) : "";
      this.dataset.kept = data;
      this.show();
    };
    worker.postMessage("keep", [port2]);
  }
}

class OfflineSheet extends Sending {
  /** What is chosen before the device has answered is not lost: it is listened to from the start. */
  connectedCallback() {
    this.form = this.querySelector("form");
    this.early = [];
    this.joining = 0; // changes on their way to those that wait
    this.form.addEventListener("input", this);
    return super.connectedCallback();
  }

  handleEvent({ target }) {
    if (target.matches("textarea")) this.early = this.early.filter((one) => one.name !== target.name);
    this.early.push({ name: target.name, value: target.value });
  }

  /** Each is a change of its own, as if it had just been made. */
  async catchUp() {
    this.form.removeEventListener("input", this);
    for (const { name, value } of this.early.splice(0)) {
      const fields = this.form.elements[name];
      fields.value = value; // of a radio group, the level that has it
      await this.keep();
    }
  }

  async begin() {
    this.sheet = Number(this.dataset.sheet);
    this.shown = this.state.textContent;
    OfflineDesk.prototype.begin.call(this);
    await sheetQueue.learn({ owner: this.owner, sheet: this.sheet, version: Number(this.dataset.version) });
    await this.fill();
    this.form.addEventListener("change", () => this.keep());
    this.form.addEventListener("input", (event) => event.target.matches("textarea") && this.type());
    this.form.addEventListener("submit", (event) => this.submit(event));
    addEventListener("pagehide", () => this.typing && this.keep());
    await this.catchUp();
    this.total();
  }

  get content() {
    const fields = new FormData(this.form);
    const levels = [...fields].filter(([name, value]) => name.startsWith("level-") && value);
    return { levels: Object.fromEntries(levels.map(([name, value]) => [name.slice(6), value])), judgment: String(fields.get("judgment") ?? ""), remark: String(fields.get("remark") ?? "") };
  }

  /** What waits is on the screen; `old` once another page of this device sent something later. */
  async fill({ puts = true } = {}) {
    const [last, known] = [(await sheetQueue.waiting(this.owner, this.sheet)).at(-1), await sheetQueue.known(this.owner, this.sheet)];
    if (last && puts && !this.joining) {
      this.put(last);
      this.shows = last.key;
    }
    this.base = Math.max(this.base ?? Number(this.dataset.version), known?.version ?? 0);
    this.form.elements.version.value = this.base;
    this.old = !last && !this.joining && known?.version > Number(this.dataset.version) && known.key !== this.shows;
    this.settled = last ? Boolean(last.signs) : Boolean(this.settled || known?.signed);
  }

  put({ levels, judgment = "", remark }) {
    for (const field of this.form.querySelectorAll(".criterion input[type=radio]")) field.checked = levels[field.name.slice(6)] === field.value;
    for (const field of this.form.querySelectorAll(".judgment input")) field.checked = judgment === field.value;
    this.form.elements.remark.value = remark;
    this.total();
  }

  /** What is being typed survives the tab, before it becomes a change of its own. */
  type() {
    this.key ??= crypto.randomUUID();
    sheetQueue.note(this.change());
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.keep(), 800);
  }

  /** What is on the screen, as a change to send. */
  change({ signs = false, content = this.content } = {}) {
    const { writes, name } = this.dataset;
    return { key: this.key, base: this.base, owner: this.owner, sheet: this.sheet, writes, name, page: location.pathname, lines: this.lines, signs, ...content };
  }

  async keep({ signs, content, instead } = {}) {
    clearTimeout(this.typing);
    this.typing = 0;
    this.total();
    this.key = crypto.randomUUID();
    const change = this.change({ signs, content });
    this.key = undefined;
    this.shows = change.key;
    sheetQueue.note(change);
    this.joining += 1;
    await sheetQueue.add(change, { instead }).finally(() => (this.joining -= 1));
    if (!this.typing) sheetQueue.unnote(this.owner, this.sheet);
    await this.show();
    this.sent = this.send();
  }

  /** The levels in words, to be read should they be refused. */
  get lines() {
    return [...this.form.querySelectorAll(".criterion, .judgment")].map((one) => {
      const level = one.querySelector(":checked")?.closest(".level").querySelector(".name").textContent ?? "–";
      return `${one.querySelector("legend").firstChild.textContent} : ${level}`;
    });
  }

  async submit(event) {
    event.preventDefault();
    const signs = event.submitter?.hasAttribute("data-sign") ?? false;
    const open = signs && this.form.querySelector(".criterion:not(:has(:checked))");
    if (open) return open.querySelector("input").focus(), this.tell(say("incomplete"), "bad");
    if (this.typing || signs || this.stopped) await this.keep({ signs });
    await Promise.race([this.sent, new Promise((done) => setTimeout(done, 4_000))]);
    if (signs && !(await sheetQueue.waiting(this.owner, this.sheet)).some((one) => one.state)) await this.leave();
    return undefined;
  }

  /** On to the next paper; back to the desk when that one waits for its signature too. */
  async leave() {
    const waits = (await sheetQueue.waiting(this.owner)).filter((one) => one.signs);
    const isLater = waits.some((one) => one.sheet === this.sheet);
    sessionStorage.setItem("told", say(isLater ? "later" : "signed").replace("#", this.dataset.name));
    const next = this.form.querySelector("[data-next]")?.getAttribute("href");
    const isNextDone = waits.some((one) => next?.endsWith(`/${one.sheet}/`)) || (next && (await sheetQueue.known(this.owner, Number(next.split("/").at(-2))))?.signed);
    location.assign(next && !isNextDone ? next : this.dataset.desk);
  }

  async show() {
    await this.fill({ puts: !this.form.contains(document.activeElement) || Boolean(this.form.querySelector(":disabled")) });
    const own = await sheetQueue.waiting(this.owner, this.sheet);
    const signing = own.some((one) => one.signs && !one.state);
    const refused = own.some((one) => one.state && one.state !== "elsewhere");
    this.form.querySelectorAll("fieldset, textarea, .bar button").forEach((one) => (one.disabled = signing || refused || this.settled || this.old));
    let [text, tone] = await this.standing();
    if (this.old && !text) [text, tone] = [say("old"), "bad"];
    if (signing && !tone) text = say("signing");
    this.tell(text || (await this.lastTold()) || this.shown, tone);
    await this.showUnsent([this.sheet], this);
    if (own.some((one) => one.state === "elsewhere")) await this.showDifference(own.at(-1));
  }

  /** Both versions side by side; what its writer chooses is a change like any other. */
  async showDifference(last) {
    if (this.querySelector(".difference") || this.asking) return;
    this.asking = true;
    try {
      const here = await sheetQueue.muster(this.dataset.list);
      const answer = here.token && (await sheetQueue.post(this.dataset.difference, sheetQueue.body(last), here.token));
      if (answer?.ok) this.choose(await answer.text());
    } catch { /* the choice is shown when the network is back */ } finally {
      this.asking = false;
    }
  }

  choose(html) {
    const choice = document.createElement("div");
    choice.innerHTML = html; // our own template, escaped by the campus
    this.form.hidden = true;
    this.append(this.state, choice);
    choice.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      const fields = new FormData(event.target);
      const levels = Object.fromEntries([...fields].filter(([name, value]) => name.startsWith("level-") && value).map(([name, value]) => [name.slice(6), value]));
      await this.merge({ levels, judgment: String(fields.get("judgment") ?? ""), remark: String(fields.get("remark")) }, Number(fields.get("version")));
      choice.remove();
    });
    choice.querySelector("input:not([type=hidden])")?.focus();
  }

  async merge(content, version) {
    this.form.hidden = false;
    this.form.querySelector(".bar .total").after(this.state);
    this.put(content);
    await this.keep({ content, instead: version });
  }

  /** The title and the total follow what is chosen; each holds what it says by the criteria left. */
  total() {
    const criteria = [...this.form.querySelectorAll(".criterion")];
    const missing = criteria.filter((one) => !one.querySelector(":checked")).length;
    for (const place of document.querySelectorAll(":is(h1, .total):has(> template)")) {
      const said = [...place.querySelectorAll("template")];
      const text = said[missing].content.textContent;
      place.replaceChildren(text.replace("{points}", () => this.points(criteria, place.dataset.scale)), ...said);
    }
  }

  /** The total as the campus counts it: exact, rounded half up to two places. */
  points(criteria, scale) {
    const millionths = (text) => BigInt(text.split(".")[0]) * 1_000_000n + BigInt(`${text.split(".")[1] ?? ""}000000`.slice(0, 6));
    const sum = (texts) => texts.reduce((total, text) => total + millionths(text), 0n);
    const most = sum(criteria.map((one) => one.dataset.most));
    const hundredths = sum(criteria.map((one) => one.querySelector(":checked").dataset.points)) * millionths(scale) * 100n;
    const rounded = (2n * hundredths + most * 1_000_000n) / (2n * most * 1_000_000n);
    const [whole, rest] = [rounded / 100n, String(rounded % 100n).padStart(2, "0").replace(/0+$/, "")];
    return rest ? `${whole}${document.documentElement.lang === "fr" ? "," : "."}${rest}` : String(whole);
  }
}

customElements.define("offline-desk", OfflineDesk);
customElements.define("offline-sheet", OfflineSheet);
