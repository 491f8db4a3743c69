// Answers for the site without a network: pages as they were last seen, sounds as they were kept, in any piece.

const CACHE = "coach-1";
const SOUND = /\.(mp3|m4[ab]|ogg|opus|flac|wav|vtt)$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  event.waitUntil(
    keep(event.data).then(
      () => event.ports[0].postMessage({ kept: true }),
      () => event.ports[0].postMessage({ kept: false }),
    ),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(SOUND.test(new URL(request.url).pathname) ? sound(request) : page(request));
});

/** Fetches what is wanted, whole, and lets go of what was kept of the same workout and is no longer named. */
async function keep({ folder, page, own, wanted }) {
  const cache = await caches.open(CACHE);
  for (const url of [page, ...own, ...wanted]) {
    if (SOUND.test(url) && (await cache.match(url))) continue; // its name follows its content
    const answer = await fetch(url, { cache: "no-cache" });
    if (!answer.ok) throw new Error(url);
    await cache.put(url, answer);
  }
  for (const { url } of await cache.keys()) {
    if (url.startsWith(folder) && SOUND.test(url) && !wanted.includes(url)) await cache.delete(url);
  }
}

/** A page or a part of it: as it is now, or where nobody answers as it was. */
async function page(request) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw error;
  }
}

/** A sound that is kept, or the piece of it that is asked for; what is not kept comes from the network. */
async function sound(request) {
  const kept = await (await caches.open(CACHE)).match(request.url);
  if (!kept) return fetch(request);
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("range") ?? "");
  return range ? piece(await kept.blob(), range, kept.headers.get("content-type")) : kept;
}

function piece(whole, [, first, last], type) {
  const start = first ? Number(first) : Math.max(0, whole.size - Number(last));
  const end = first && last ? Math.min(Number(last), whole.size - 1) : whole.size - 1;
  if (start > end) {
    return new Response(null, { status: 416, headers: { "content-range": `bytes */${whole.size}` } });
  }
  return new Response(whole.slice(start, end + 1, type), {
    status: 206,
    headers: {
      "accept-ranges": "bytes",
      "content-type": type ?? "application/octet-stream",
      "content-length": String(end - start + 1),
      "content-range": `bytes ${start}-${end}/${whole.size}`,
    },
  });
}
