// What the lock screen shows and a headset's buttons do, through the Media Session API where a browser has it.

/** Lets the phone's own buttons do what the page's do. */
export function listen({ play, pause, previous, following, seek }) {
  if (!("mediaSession" in navigator)) return;
  const handlers = {
    play,
    pause,
    stop: pause,
    previoustrack: previous,
    nexttrack: following,
    seekto: (details) => seek(details.seekTime),
  };
  for (const [action, handler] of Object.entries(handlers)) {
    try {
      navigator.mediaSession.setActionHandler(action, handler);
    } catch {
      // a browser that does not know one of them has the others
    }
  }
}

/** Shows the section that is heard, the workout it belongs to, and the cover. */
export function show(section, title, cover) {
  if (!("mediaSession" in navigator)) return;
  const artwork = [{ src: new URL(cover, document.baseURI).href, type: "image/webp", sizes: "400x400" }];
  navigator.mediaSession.metadata = new MediaMetadata({ title: section || title, artist: title, artwork });
}

/** Tells where in the sound it is, so that the lock screen's bar moves. */
export function place(sound, isPlaying) {
  if (!("mediaSession" in navigator)) return;
  navigator.mediaSession.playbackState = isPlaying ? "playing" : "paused";
  if (!navigator.mediaSession.setPositionState || !Number.isFinite(sound.duration)) return;
  navigator.mediaSession.setPositionState({
    duration: sound.duration,
    playbackRate: sound.playbackRate,
    position: Math.min(sound.currentTime, sound.duration),
  });
}
