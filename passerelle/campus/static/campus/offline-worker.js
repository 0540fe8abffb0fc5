// The worker of one edition's marking desk and sheets; it keeps their pages, and no other.
// SHEETS is written above it by the campus: the desk's address, its list, the assets, the words.
/* global SHEETS, sheetQueue */

const ASSETS_CACHE = `sheet-assets-${SHEETS.version}`;
const WHOSE = "/whose-sheets"; // a note in the cache, not an address
const isPage = (path) => path === SHEETS.desk || (path.startsWith(SHEETS.desk) && /^\d+\/$/.test(path.slice(SHEETS.desk.length)));

addEventListener("install", (event) => event.waitUntil((async () => {
  await (await caches.open(ASSETS_CACHE)).addAll(SHEETS.assets);
  await skipWaiting();
})()));

addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("sheet-assets-") && name !== ASSETS_CACHE) await caches.delete(name);
  await clients.claim();
})()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (SHEETS.assets.includes(pathname)) event.respondWith(asset(request));
  else if (request.mode === "navigate" && isPage(pathname)) event.respondWith(page(event, pathname));
});

addEventListener("message", (event) => {
  if (event.data === "keep") event.waitUntil(keepAll().then((count) => event.ports[0]?.postMessage(count)));
});

addEventListener("sync", (event) => {
  if (event.tag === "sheets") event.waitUntil(sendKept());
});

/** The browser says that the network is back, perhaps with no page open. */
async function sendKept() {
  const here = await sheetQueue.muster(SHEETS.list);
  if (here.owner && (await sheetQueue.send(here.owner, SHEETS.list)) === "away") throw new Error("not yet");
  await sheetQueue.sweep();
}

async function asset(request) {
  try {
    return await fetch(request);
  } catch (failure) {
    const kept = await caches.match(request.url);
    if (kept) return kept;
    throw failure;
  }
}

/** The network first; without it, or when it takes too long, the copy of whoever is signed in. */
async function page(event, path) {
  const room = opened();
  const asked = fetch(event.request).then(async (answer) => {
    event.waitUntil(note(path, answer.clone(), await room));
    return answer;
  });
  const late = new Promise((done) => setTimeout(done, 6_000)).then(() => kept(path));
  const answer = await Promise.race([asked.catch(() => null), late]);
  return answer ?? (await asked.catch(() => kept(path))) ?? missing();
}

/** A page that came is kept; one that leads elsewhere is no longer ours to keep. */
async function note(path, answer, room) {
  if (sheetQueue.isToKeep(answer)) return keep(path, answer, room);
  if (answer.status >= 500) return undefined;
  await sheetQueue.dropPage(path);
  if (answer.ok && answer.headers.has("X-Sheets-Of")) return undefined; // a signed sheet: read, not kept
  const here = await sheetQueue.muster(SHEETS.list).catch(() => ({}));
  if (here.problem === "over" || here.problem === "forbidden") await caches.delete(sheetQueue.SHEETS_CACHE);
  return undefined;
}

/** The room is opened before its pages are asked for: signing out meanwhile deletes it, and what
 * is then put into it is kept nowhere. */
const opened = () => caches.open(sheetQueue.SHEETS_CACHE);

async function keep(path, answer, room) {
  await (await lent(room, answer.headers.get("X-Sheets-Of"))).put(path, answer);
}

/** One person's pages at a time: when another signs in, those of the one before are gone. */
async function lent(room, owner) {
  const now = { owner, door: await door() };
  const before = await whose(room);
  if (before && before.owner !== owner) await caches.delete(sheetQueue.SHEETS_CACHE);
  const theirs = before && before.owner !== owner ? await opened() : room;
  if (before?.owner !== owner || before.door !== now.door) await theirs.put(WHOSE, new Response(JSON.stringify(now)));
  return theirs;
}

const whose = async (room) => (await room.match(WHOSE))?.json();

/** Changes whenever somebody signs in here, whoever it is; unknown where workers read no cookie. */
const door = async () => (globalThis.cookieStore ? (await cookieStore.get("csrftoken"))?.value ?? "" : "");

async function kept(path) {
  const room = await opened();
  const note = await whose(room);
  if (note && note.door === (await door())) return room.match(path);
  await caches.delete(sheetQueue.SHEETS_CACHE);
  return undefined;
}

/** Every sheet of the list, each once; what is no longer on it goes. */
async function keepAll() {
  const before = await opened();
  const here = await sheetQueue.muster(SHEETS.list);
  if (!here.owner) return 0;
  const room = await lent(before, here.owner);
  const wanted = new Set(here.sheets.map(({ url }) => url));
  for (const { url } of await room.keys()) {
    const path = new URL(url).pathname;
    if (isPage(path) && path !== SHEETS.desk && !wanted.has(path)) await room.delete(path);
  }
  await fetchKept(SHEETS.desk, here.owner, room);
  for (const { url, mark } of here.sheets) {
    if ((await room.match(url))?.headers.get("X-Sheet-Mark") !== mark) await fetchKept(url, here.owner, room);
  }
  return here.sheets.length;
}

async function fetchKept(path, owner, room) {
  const answer = await fetch(path, { redirect: "manual", cache: "no-store" });
  if (sheetQueue.isToKeep(answer, owner)) await keep(path, answer, room);
}

function missing() {
  const safe = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const styles = SHEETS.assets.filter((each) => each.endsWith(".css")).map((each) => `<link rel="stylesheet" href="${each}">`);
  const html = `<!DOCTYPE html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(SHEETS.title)}</title>${styles.join("")}
    <main id="main"><h1>${safe(SHEETS.title)}</h1><p>${safe(SHEETS.text)}</p><p class="way"><a href="${SHEETS.desk}">${safe(SHEETS.back)}</a></p></main>`;
  return new Response(html, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'self'" } });
}
