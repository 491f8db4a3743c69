// Listening: the sound, its sections, its words as they are spoken, and the keys and buttons that move in it.

import * as lockScreen from "./lockscreen.js";
import { clock, indexAt } from "./places.js";

const find = (id) => document.getElementById(id);
const sound = find("sound");
const seek = find("seek");

let heard = null;
let section = -1;
let wanted = null;

/** Has a sound at hand: `{title, sound, captions, duration_s, sections}`; goes on at `from` seconds. */
export function open(found, from = 0) {
  heard = found;
  section = -1;
  for (const track of sound.querySelectorAll("track")) track.remove();
  sound.src = found.sound;
  wanted = from;
  addWords(found.captions);
  seek.max = found.duration_s;
  find("of").textContent = clock(found.duration_s);
  find("controls").hidden = false;
  return play();
}

/** Forgets the sound: what was written meanwhile sounds otherwise. */
export function close() {
  if (!heard) return;
  heard = null;
  sound.pause();
  sound.removeAttribute("src");
  sound.load();
  find("controls").hidden = true;
  showState();
}

/** The second at which a section begins. */
export const startOf = (index) => heard?.sections[index]?.start_s ?? 0;
export const isOpen = () => heard !== null;
export const toggle = () => (sound.paused ? play() : sound.pause());

/** Goes to a second, and plays on from there. */
export function jump(at) {
  if (!heard) return;
  if (sound.readyState >= HTMLMediaElement.HAVE_METADATA) sound.currentTime = at;
  else wanted = at;
  play();
}

function play() {
  return sound.play().catch((error) => {
    if (error.name !== "AbortError") find("problem").textContent = "The sound cannot be played. Listen again.";
  });
}

/** Shows each line as it is spoken; a screen reader is not told, for it would talk over the coach. */
function addWords(captions) {
  find("words").textContent = "";
  const track = document.createElement("track");
  Object.assign(track, { kind: "captions", src: captions, default: true });
  sound.append(track);
  track.track.mode = "hidden";
  track.track.addEventListener("cuechange", () => {
    const cue = track.track.activeCues?.[0];
    if (cue) find("words").textContent = cue.getCueAsHTML().textContent;
  });
}

function update() {
  if (!heard) return;
  const at = sound.currentTime;
  seek.value = at;
  seek.setAttribute("aria-valuetext", `${clock(at)} of ${clock(heard.duration_s)}`);
  find("at").textContent = clock(at);
  const index = indexAt(heard.sections.map((one) => one.start_s), at);
  if (index === section) return;
  section = index;
  const title = heard.sections[index]?.title ?? "";
  find("now").textContent = title;
  lockScreen.show(title, heard.title, "icon.svg");
  document.querySelectorAll("#sections li").forEach((row, number) => row.classList.toggle("is-heard", number === index));
}

function move(by) {
  if (!heard) return;
  const start = heard.sections[section + by]?.start_s;
  if (start !== undefined) jump(start);
}

function showState() {
  const isPlaying = heard !== null && !sound.paused && !sound.ended;
  find("listen").textContent = isPlaying ? "Pause" : heard ? "Go on" : "Listen";
  if (heard) lockScreen.place(sound, isPlaying);
}

sound.addEventListener("loadedmetadata", () => {
  if (wanted) sound.currentTime = wanted;
  wanted = null;
});
sound.addEventListener("timeupdate", update);
for (const name of ["play", "playing", "pause", "ended"]) sound.addEventListener(name, showState);
seek.addEventListener("change", () => jump(seek.valueAsNumber));
lockScreen.listen({
  play,
  pause: () => sound.pause(),
  previous: () => move(-1),
  following: () => move(1),
  seek: jump,
});
