// What this device has written on sheets and not yet sent. Loaded by the pages and by their worker.
// A change is kept with its own key before it is sent, and leaves only when the campus has answered:
// then nothing of what it said stays here, but the number of its version and that key.
(() => {
  const SHEETS_CACHE = "sheets"; // passerelle.js empties it at sign-out

  const asked = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

  let opened;
  const base = () => (opened ??= new Promise((done, failed) => {
    const request = indexedDB.open("passerelle-sheets", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("writes", { keyPath: "place", autoIncrement: true });
      request.result.createObjectStore("sheets", { keyPath: ["owner", "sheet"] });
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  }));

  /** Do something with both stores, whole or not at all. */
  async function within(mode, act) {
    const moment = (await base()).transaction(["writes", "sheets"], mode, { durability: "strict" });
    const kept = new Promise((done, failed) => {
      moment.oncomplete = done;
      moment.onabort = moment.onerror = () => failed(moment.error);
    });
    const found = await act(moment.objectStore("writes"), moment.objectStore("sheets"));
    await kept;
    return found;
  }

  const all = async (writes, owner, sheet) =>
    (await asked(writes.getAll())).filter((one) => one.owner === owner && (!sheet || one.sheet === sheet));

  /** The changes of a person, oldest first; of one sheet when it is given. */
  const waiting = (owner, sheet) => within("readonly", (writes) => all(writes, owner, sheet));

  /** What this device last knew of a sheet: its version, and the key of the change that made it. */
  const known = (owner, sheet) => within("readonly", (_, sheets) => asked(sheets.get([owner, sheet])));

  /** The last answer the campus gave this device since an instant, in its own words. */
  const lastTold = (owner, since) => within("readonly", async (_, sheets) => (await asked(sheets.getAll()))
    .filter((one) => one.owner === owner && one.sent >= since).sort((one, other) => one.sent - other.sent).at(-1)?.told);

  /** Keep the version a page just brought, unless this device knows a later one. */
  const learn = ({ owner, sheet, version }) => within("readwrite", async (_, sheets) => {
    const before = await asked(sheets.get([owner, sheet]));
    if (!before || before.version < version) await asked(sheets.put({ owner, sheet, version, at: Date.now() }));
  });

  /** Of a sheet that is signed, or was last seen another day, nothing stays; what was not sent does. */
  const sweep = () => within("readwrite", async (writes, sheets) => {
    const waits = (await asked(writes.getAll())).map((one) => `${one.owner} ${one.sheet}`);
    const midnight = new Date().setHours(0, 0, 0, 0);
    for (const one of await asked(sheets.getAll())) {
      if ((one.signed || one.at < midnight) && !waits.includes(`${one.owner} ${one.sheet}`)) await asked(sheets.delete([one.owner, one.sheet]));
    }
  });

  /** Keep a change, made on top of the last one, or of the version its page has (`base`).
   * `instead` puts it in place of all that wait. */
  const add = ({ base = 0, ...change }, { instead } = {}) => within("readwrite", async (writes, sheets) => {
    const before = await all(writes, change.owner, change.sheet);
    const last = before.at(-1);
    let version = instead;
    if (instead !== undefined) for (const one of before) await asked(writes.delete(one.place));
    else version = last ? last.version + 1 : (await asked(sheets.get([change.owner, change.sheet])))?.version ?? base;
    // What follows a change that is held is held with it: alone, it would overwrite what came between.
    const held = instead === undefined && last?.state ? { state: last.state, told: last.told } : {};
    if (before.some((one) => one.key === change.key) && instead === undefined) return;
    await asked(writes.add({ ...change, ...held, key: change.key ?? crypto.randomUUID(), version }));
  });

  // What is being typed is a change too: it is noted at each key, at once, and joins the others when
  // its writer pauses, or when any page of ours opens after theirs was closed on it.
  const noteOf = (owner, sheet) => `sheet ${owner} ${sheet}`;
  const note = (change) => localStorage.setItem(noteOf(change.owner, change.sheet), JSON.stringify(change));
  const unnote = (owner, sheet) => localStorage.removeItem(noteOf(owner, sheet));
  async function gather(owner) {
    for (const name of Object.keys(localStorage).filter((each) => each.startsWith(noteOf(owner, "")))) {
      await add(JSON.parse(localStorage.getItem(name)));
      localStorage.removeItem(name);
    }
  }

  const forget = (owner, sheet) => within("readwrite", async (writes) => {
    for (const one of await all(writes, owner, sheet)) await asked(writes.delete(one.place));
  });

  /** The campus has it: it leaves; what waits behind it now stands on that version. */
  const settle = (write, answer) => within("readwrite", async (writes, sheets) => {
    const { owner, sheet, key } = write;
    await asked(writes.delete(write.place));
    const shift = answer.version - (write.version + 1);
    if (shift) for (const one of await all(writes, owner, sheet)) await asked(writes.put({ ...one, version: one.version + shift }));
    const known = await asked(sheets.get([owner, sheet]));
    if (known?.version > answer.version) return;
    const now = Date.now();
    await asked(sheets.put({ owner, sheet, key, version: answer.version, signed: answer.signed, told: answer.told, at: now, sent: now }));
  });

  /** What the campus refuses stays, with its sentence, until its writer has read it. */
  const hold = (write, state, told) => within("readwrite", async (writes) => {
    for (const one of await all(writes, write.owner, write.sheet)) await asked(writes.put({ ...one, state, told }));
  });

  const body = (write) => JSON.stringify({
    owner: write.owner, key: write.key, base_version: write.version,
    levels: write.levels, judgment: write.judgment, remark: write.remark, signs: write.signs,
  });

  const post = (address, text, token) => fetch(address, {
    method: "POST", body: text, redirect: "manual", credentials: "same-origin", signal: AbortSignal.timeout(20_000),
    headers: { "Content-Type": "application/json", "X-CSRFToken": token, "X-Autosave": "1" },
  });

  /** Whose session this is, the sheets to keep, a token to send by. */
  async function muster(list) {
    const answer = await fetch(list, { redirect: "manual", cache: "no-store", headers: { "X-Autosave": "1" }, signal: AbortSignal.timeout(20_000) });
    if (answer.status === 401 || answer.type === "opaqueredirect") return { problem: "over" };
    if (answer.status === 403) return { problem: "forbidden" };
    return answer.ok ? answer.json() : { problem: "away" };
  }

  /** Send what waits, in order, one page at a time; says what stopped it, or "" when all is sent. */
  async function send(owner, list) {
    const turn = (act) => (navigator.locks ? navigator.locks.request("passerelle-sheets", act) : act());
    return turn(async () => {
      try {
        if (!(await waiting(owner)).some((one) => !one.state)) return "";
        const here = await muster(list);
        if (here.problem) return here.problem;
        if (here.owner !== owner) return "other";
        return await sendAll(owner, here.token);
      } catch (failure) {
        if (failure instanceof DOMException && !["TimeoutError", "AbortError"].includes(failure.name)) throw failure;
        return "away";
      }
    });
  }

  /** Then the kept pages of what was sent are made again: they would show less than the campus has. */
  async function sendAll(owner, token) {
    const settled = new Map();
    try {
      return await sendEach(owner, token, settled);
    } finally {
      for (const [page, signed] of settled) await renewPage(page, owner, signed);
    }
  }

  async function sendEach(owner, token, settled) {
    const held = new Set();
    for (;;) {
      const waits = await waiting(owner);
      const stuck = new Set(waits.filter((one) => one.state).map((one) => one.sheet));
      const next = waits.find((one) => !held.has(one.sheet) && !stuck.has(one.sheet));
      if (!next) return held.size ? "held" : "";
      const answer = await post(next.writes, body(next), token);
      if (answer.status === 401 || answer.type === "opaqueredirect") return "over";
      if (answer.status >= 500 || answer.status === 429) return "away";
      const told = await answer.json().catch(() => ({ state: answer.status === 403 ? "forbidden" : "gone", told: "" }));
      if (told.state === "kept") {
        await settle(next, told);
        settled.set(next.page, told.signed);
      } else if (told.state === "other person") return "other";
      else if (told.state === "forbidden") return "forbidden";
      else if (told.state === "early" || told.state === "undeclared") held.add(next.sheet);
      else await refuse(next, told);
    }
  }

  async function refuse(write, { state, told }) {
    await hold(write, state, told);
    if (state === "aside" || state === "gone") await dropPage(write.page);
  }

  /** A page in its latest state, where one is kept; a signed sheet leaves this device. */
  async function renewPage(path, owner, signed) {
    const room = globalThis.caches && (await caches.open(SHEETS_CACHE));
    if (!room || !(await room.match(path))) return;
    if (signed) {
      await room.delete(path);
      return;
    }
    const answer = await fetch(path, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(20_000) }).catch(() => null);
    if (answer && isToKeep(answer, owner)) await room.put(path, answer);
    else if (answer && answer.status < 500) await room.delete(path);
  }

  /** Whether a page that came is a desk, or a sheet that can still be filled; and this person's. */
  const isToKeep = ({ ok, headers }, owner = headers.get("X-Sheets-Of")) =>
    ok && Boolean(owner) && headers.get("X-Sheets-Of") === owner && /^desk$|-open-/.test(headers.get("X-Sheet-Mark") ?? "");

  async function dropPage(path) {
    if (globalThis.caches) await (await caches.open(SHEETS_CACHE)).delete(path);
  }

  globalThis.sheetQueue = { SHEETS_CACHE, add, body, dropPage, forget, gather, isToKeep, known, lastTold, learn, muster, note, post, send, sweep, unnote, waiting };
})();
