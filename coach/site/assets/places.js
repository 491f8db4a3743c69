// Where a moment of the workout lies at another pace. Between two places an edition goes evenly, and the places of
// all editions are the same moments; where they are not known, the sections have to do.

/** The same moment in another edition, in seconds: both take `{places, duration}`, places ascending from 0. */
export function carried(at, from, to) {
  if (from.places.length < 2 || from.places.length !== to.places.length) {
    return from.duration ? (at / from.duration) * to.duration : 0;
  }
  const last = from.places.length - 2;
  const index = Math.min(last, Math.max(0, indexAt(from.places, at)));
  const part = (at - from.places[index]) / (from.places[index + 1] - from.places[index]);
  return to.places[index] + Math.min(1, Math.max(0, part)) * (to.places[index + 1] - to.places[index]);
}

/** The number of the last start that is not after a moment; -1 before the first. */
export function indexAt(starts, at) {
  let index = -1;
  while (index + 1 < starts.length && starts[index + 1] <= at + 0.05) index += 1;
  return index;
}

/** Seconds as `m:ss`, or `h:mm:ss` from one hour on. */
export function clock(seconds) {
  const whole = Math.round(seconds);
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  const rest = two(whole % 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}

/** A text with its {names} filled in. */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
