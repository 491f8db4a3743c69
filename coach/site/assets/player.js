// The player of one workout: a sound, its sections, its words as they are spoken, and its editions at several paces.

import * as lockScreen from "./lockscreen.js";
import { keepOffline } from "./offline.js";
import { carried, clock, filled, indexAt } from "./places.js";

const BACK_TO_THE_BEGINNING_S = 3; // "previous" first goes to the beginning of what is heard, as on every player

const find = (id) => document.getElementById(id);
const page = find("player");
const sound = find("sound");
const seek = find("seek");
const title = page.dataset.title;

const editions = new Map();
for (const radio of document.querySelectorAll("input[name=pace]")) {
  const list = page.querySelector(`ol[data-edition="${radio.value}"]`);
  const buttons = [...list.querySelectorAll("button")];
  editions.set(radio.value, {
    ...radio.dataset,
    duration: Number(radio.dataset.duration),
    places: radio.dataset.places.split(" ").filter(Boolean).map(Number),
    list,
    buttons,
    starts: buttons.map((button) => Number(button.value)),
    titles: buttons.map((button) => button.firstChild.data.trim()),
  });
}

let edition;
let section = -1;
let isSeeking = false;

/** Where it is, also while the sound is not loaded yet. */
let wanted = 0;
const isLoaded = () => sound.readyState >= HTMLMediaElement.HAVE_METADATA;
const now = () => (isLoaded() ? sound.currentTime : wanted);

function open(key, at) {
  edition = editions.get(key);
  for (const other of editions.values()) other.list.hidden = other !== edition;
  for (const track of sound.querySelectorAll("track")) track.remove();
  wanted = at;
  section = -1;
  sound.src = edition.sound;
  if (edition.captions) addWords();
  seek.max = edition.duration;
  find("of").textContent = clock(edition.duration);
  const download = find("download");
  download.href = edition.sound;
  download.download = edition.name;
  download.querySelector("small").textContent = edition.size;
  say("");
  update();
  keep();
}

/** Has what is chosen at hand without a network, where the site allows it. */
function keep() {
  if (!page.dataset.worker) return;
  const files = [edition.sound, edition.captions].filter(Boolean);
  keepOffline(page.dataset.worker, files, (isKept) => {
    find("kept").textContent = isKept ? page.dataset.kept : "";
  });
}

/** Shows each line as it is spoken. A screen reader is not told: it would talk over the coach. */
function addWords() {
  const track = document.createElement("track");
  Object.assign(track, { kind: "captions", src: edition.captions, default: true });
  sound.append(track);
  track.track.mode = "hidden"; // loaded and followed, not drawn by the browser
  track.track.addEventListener("cuechange", () => {
    const cue = track.track.activeCues[0];
    if (cue) say(cue.getCueAsHTML().textContent);
  });
}

/** A number stands large and alone: what it counts is shown above it. */
function say(words) {
  const [, number] = words.match(/^(\d+) – /) ?? [];
  find("words").textContent = number ?? words;
  find("words").classList.toggle("is-count", number !== undefined);
}

function jump(at) {
  wanted = Math.min(Math.max(0, at), edition.duration);
  if (isLoaded()) sound.currentTime = wanted;
  update();
}

function play() {
  find("problem").textContent = "";
  if (sound.error) open(chosen(), now());
  sound.play().catch((error) => {
    if (error.name !== "AbortError") tellProblem();
  });
}

const pause = () => sound.pause();
const toggle = () => (sound.paused ? play() : pause());
const chosen = () => document.querySelector("input[name=pace]:checked").value;

function previous() {
  const index = indexAt(edition.starts, now());
  const start = edition.starts[index] ?? 0;
  jump(now() - start > BACK_TO_THE_BEGINNING_S ? start : (edition.starts[index - 1] ?? 0));
}

function following() {
  const start = edition.starts[indexAt(edition.starts, now()) + 1];
  if (start !== undefined) jump(start);
}

function update() {
  const at = now();
  if (!isSeeking) seek.value = at;
  seek.setAttribute("aria-valuetext", filled(page.dataset.place, { at: clock(at), of: clock(edition.duration) }));
  find("at").textContent = clock(at);
  const index = indexAt(edition.starts, at);
  if (index !== section) enter(index);
}

function enter(index) {
  section = index;
  edition.buttons.forEach((button, number) => {
    if (number === index) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  });
  const heard = edition.titles[index] ?? title;
  const next = edition.titles[index + 1];
  find("section").textContent = heard;
  find("next").textContent = next ? filled(page.dataset.next, { title: next }) : "";
  lockScreen.show(heard, title, page.dataset.cover);
}

function showState() {
  const isPlaying = !sound.paused && !sound.ended;
  page.classList.toggle("is-playing", isPlaying);
  find("play").setAttribute("aria-label", isPlaying ? page.dataset.pause : page.dataset.play);
  lockScreen.place(sound, isPlaying);
}

function tellProblem() {
  find("problem").textContent = page.dataset.problem;
  showState();
}

sound.addEventListener("loadedmetadata", () => {
  if (wanted) sound.currentTime = wanted;
  update();
});
sound.addEventListener("timeupdate", update);
sound.addEventListener("error", tellProblem);
for (const name of ["play", "playing", "pause", "ended", "seeked", "ratechange"]) sound.addEventListener(name, showState);

find("play").addEventListener("click", toggle);
find("previous").addEventListener("click", previous);
find("following").addEventListener("click", following);
seek.addEventListener("input", () => {
  isSeeking = true;
  find("at").textContent = clock(seek.valueAsNumber);
});
seek.addEventListener("change", () => {
  isSeeking = false;
  jump(seek.valueAsNumber);
});
for (const { list } of editions.values()) {
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    jump(Number(button.value));
    play();
  });
}
for (const radio of document.querySelectorAll("input[name=pace]")) {
  radio.addEventListener("change", () => {
    const wasPlaying = !sound.paused;
    const at = carried(now(), edition, editions.get(radio.value));
    open(radio.value, at);
    if (wasPlaying) play();
  });
}
document.addEventListener("keydown", (event) => {
  if (event.target !== document.body || event.ctrlKey || event.metaKey || event.altKey) return;
  const action = { " ": toggle, ArrowLeft: previous, ArrowRight: following }[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});
lockScreen.listen({ play, pause, previous, following, seek: jump });

open(chosen(), 0);
showState();
