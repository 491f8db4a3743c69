// Keeping a workout on the phone: the service worker fetches what is named and answers for it without a network.

/** Has the worker keep this page, what it loads, and `files`; `tell` is told whether it is kept. */
export async function keepOffline(worker, files, tell) {
  if (!("serviceWorker" in navigator) || navigator.connection?.saveData) return;
  try {
    await navigator.serviceWorker.register(worker);
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const own = loaded.filter((url) => url.startsWith(location.origin) && !/\.(mp3|m4[ab]|ogg|opus|flac|wav)$/.test(url));
    const channel = new MessageChannel();
    channel.port1.onmessage = ({ data }) => tell(data.kept);
    const wanted = files.map((file) => new URL(file, document.baseURI).href);
    active.postMessage({ folder: new URL(".", location.href).href, page: location.href, own, wanted }, [channel.port2]);
  } catch {
    tell(false); // a browser that keeps nothing plays with a network as before
  }
}
