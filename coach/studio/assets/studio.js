// The studio: a text and a few wishes on one side, what becomes of them on the other. Every change is read anew.

import { ask, work } from "./api.js";
import * as hearing from "./hearing.js";
import { clock } from "./places.js";
import { showReadings } from "./reading.js";

const QUIET_MS = 150; // without a key before a text is read
const KEPT = "coach-studio-text";

const find = (id) => document.getElementById(id);
const text = find("text");
const wishFields = ["pace", "fit", "talk", "count", "voice"].map(find);

let isPaceWished = false;
let timer = 0;
let isReading = false;
let isStale = false;
let sectionToHear = 0;
let working = null;

const wishes = () => ({
  pace: isPaceWished && !find("fit").value ? find("pace").valueAsNumber : null,
  fit: find("fit").value.trim() || null,
  talk: find("talk").value || null,
  count: find("count").value || null,
  voice: find("voice").value,
});
const asked = () => ({ text: text.value, wishes: wishes() });

/** Reads the text soon; what was to be heard is no longer what is written. */
function changed() {
  working?.abort();
  hearing.close();
  keep();
  clearTimeout(timer);
  timer = setTimeout(read, QUIET_MS);
}

/** One reading at a time: while one is under way the next waits, and only the newest is done. */
async function read() {
  if (isReading) {
    isStale = true;
    return;
  }
  isReading = true;
  try {
    do {
      isStale = false;
      show(await ask("read", asked()));
    } while (isStale);
    tell("problem", "");
  } catch (error) {
    tell("problem", reachable(error));
  } finally {
    isReading = false;
  }
}

function show(found) {
  showReadings(find("readings"), found.lines, text.value.split("\n"), { onGo: goTo, onMend: mend });
  tell("state", stateOf(found));
  find("tidy").disabled = !found.lines.length || found.problems > 0;
  const { plan } = found;
  for (const id of ["listen", "download", "phone"]) find(id).disabled = !found.usable;
  const unplanned = found.usable ? `By estimate, ${found.unplanned} Listen tells for sure.` : found.unplanned;
  tell("length", plan ? `About ${clock(plan.duration_s)} at pace ${plan.pace}.` : unplanned);
  find("length").classList.toggle("is-bad", !plan && Boolean(found.unplanned));
  showPlan(plan);
}

function stateOf(found) {
  if (!found.lines.length) return "Write or paste a workout, one exercise to a line.";
  const told = [];
  if (found.problems) told.push(`${found.problems} not understood`);
  if (found.doubts) told.push(`${found.doubts} not sure`);
  const all = found.sums && ` ${found.sums}.`;
  return told.length ? `${told.join(", ")}: mend it above, or in the list below.${all}` : `Everything is understood.${all}`;
}

function showPlan(plan) {
  const picture = find("picture");
  URL.revokeObjectURL(picture.src);
  picture.hidden = !plan;
  find("warnings").replaceChildren();
  find("sections").replaceChildren();
  if (!plan) return;
  if (!isPaceWished) showPace(plan.pace);
  picture.src = URL.createObjectURL(new Blob([plan.picture], { type: "image/svg+xml" }));
  picture.alt = `Timeline of ${plan.title}: the sections stand in the list above`;
  find("warnings").replaceChildren(...plan.warnings.map((warning) => item(warning)));
  find("sections").replaceChildren(...plan.sections.map((section, index) => sectionRow(section, index)));
}

function item(words) {
  const row = document.createElement("li");
  row.textContent = words;
  return row;
}

function sectionRow({ title, start_s }, index) {
  const row = document.createElement("li");
  const button = document.createElement("button");
  const time = document.createElement("span");
  button.type = "button";
  time.textContent = clock(start_s);
  button.append(title, time);
  button.setAttribute("aria-label", `Listen from ${title}`);
  button.addEventListener("click", () => {
    sectionToHear = index;
    listen();
  });
  row.append(button);
  return row;
}

function showPace(pace) {
  find("pace").value = pace;
  tell("pace-told", pace.toFixed(2));
  find("own-pace").disabled = !isPaceWished;
}

/** Selects a line of the text. */
function goTo(number) {
  const lines = text.value.split("\n");
  const start = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);
  text.focus();
  text.setSelectionRange(start, start + (lines[number - 1]?.length ?? 0));
}

function mend(number, line) {
  const lines = text.value.split("\n");
  lines[number - 1] = line;
  text.value = lines.join("\n");
  changed();
}

/** Puts another text in the place of the whole, so that the browser's own undo brings it back. */
function replaceText(with_) {
  text.focus();
  text.select();
  if (!document.execCommand("insertText", false, with_)) text.value = with_;
  text.setSelectionRange(0, 0);
  text.scrollTop = 0;
  changed();
}

/** Does work that takes a while, tells how far it is, and what went wrong; a further one takes its place. */
async function doWork(name) {
  working?.abort();
  const mine = (working = new AbortController());
  tell("problem", "");
  tell("progress", "One moment …");
  try {
    return await work(name, asked(), { signal: mine.signal, onProgress: tellProgress });
  } catch (error) {
    if (error.name !== "AbortError") {
      tell("problem", reachable(error));
      tell("length", "");
    }
    return null;
  } finally {
    if (working === mine) {
      working = null;
      tell("progress", "");
    }
  }
}

const WHAT = { speaking: "The voice speaks", encoding: "Writing the sound" };
const tellProgress = ({ what, done, of }) => tell("progress", `${WHAT[what] ?? what}: ${done} of ${of}`);

async function listen() {
  const index = sectionToHear;
  sectionToHear = 0;
  if (hearing.isOpen()) {
    hearing.jump(hearing.startOf(index));
    return;
  }
  const found = await doWork("listen");
  if (!found) return;
  tell("length", `${clock(found.duration_s)} at pace ${found.pace}.`);
  showPlan(found);
  await hearing.open(found, found.sections[index]?.start_s ?? 0);
}

async function download() {
  const found = await doWork("download");
  if (!found) return;
  const link = document.createElement("a");
  link.href = found.file;
  link.download = found.name;
  link.click();
}

async function call() {
  const found = await doWork("phone");
  if (!found) return;
  const code = find("code");
  URL.revokeObjectURL(code.src);
  code.src = URL.createObjectURL(new Blob([found.code], { type: "image/svg+xml" }));
  find("address").href = found.url;
  find("address").textContent = found.url;
  find("called").hidden = false;
  find("called").scrollIntoView({ block: "nearest" });
}

async function hangUp() {
  await ask("hang-up").catch(() => {});
  find("called").hidden = true;
}

async function tidy() {
  try {
    replaceText((await ask("tidy", { text: text.value })).text);
  } catch (error) {
    tell("problem", reachable(error));
  }
}

const tell = (id, words) => {
  if (find(id).textContent !== words) find(id).textContent = words;
};
const reachable = (error) =>
  error instanceof TypeError ? "The studio cannot be reached. Is `coach studio` still running?" : error.message;

function keep() {
  try {
    sessionStorage.setItem(KEPT, text.value);
  } catch {
    // a text too large for it is not kept over a reload
  }
}

function offer(id, options) {
  for (const { value, label } of options) find(id).append(new Option(label, value));
}

async function begin() {
  try {
    const known = await ask("known");
    for (const id of ["talk", "count"]) offer(id, known[id]);
    offer("voice", known.voices.map(({ value, label, language }) => ({ value, label: `${label} (${language})` })));
    offer("examples", known.routines.map(({ title }, index) => ({ value: index, label: title })));
    find("examples").addEventListener("change", ({ target }) => {
      if (target.value) replaceText(known.routines[target.value].text);
    });
  } catch (error) {
    tell("problem", reachable(error));
  }
  text.value ||= sessionStorage.getItem(KEPT) ?? "";
  await read();
}

text.addEventListener("input", changed);
for (const field of wishFields) field.addEventListener("input", changed);
find("pace").addEventListener("input", () => {
  isPaceWished = true;
  find("fit").value = "";
  showPace(find("pace").valueAsNumber);
});
find("fit").addEventListener("input", () => {
  isPaceWished = false;
});
find("own-pace").addEventListener("click", () => {
  isPaceWished = false;
  find("own-pace").disabled = true;
  changed();
});
find("tidy").addEventListener("click", tidy);
find("listen").addEventListener("click", () => (hearing.isOpen() ? hearing.toggle() : listen()));
find("download").addEventListener("click", download);
find("phone").addEventListener("click", call);
find("hang-up").addEventListener("click", hangUp);

begin();
