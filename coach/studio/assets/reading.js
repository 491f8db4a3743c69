// How each line is read: a list beside the text. A line that is not clear can be mended where it stands in the list.

const MARKS = { unread: ["!", "not understood"], unsure: ["?", "not sure"], sure: ["", ""] };

const kindOf = (line) => (line.kind === "unread" ? "unread" : line.sure ? "sure" : "unsure");

function element(name, { className = "", text = "", ...rest } = {}) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  Object.assign(made, rest);
  return made;
}

/**
 * Shows readings in a list.
 * @param list the <ol>.
 * @param lines of the answer to `read`.
 * @param raw the lines of the text as they stand.
 * @param onGo is called with the number of a line to look at.
 * @param onMend is called with a line's number and what it is to be instead.
 */
export function showReadings(list, lines, raw, { onGo, onMend }) {
  const held = heldBy(list);
  list.replaceChildren(...lines.map((line, index) => rowOf(line, raw[line.line - 1] ?? "", lines[index - 1], { onGo, onMend })));
  if (!held) return;
  const again = list.querySelector(`input[data-line="${held.line}"]`);
  if (!again) return;
  again.focus();
  again.setSelectionRange(held.start, held.end);
}

/** Which line is being mended, and where the cursor stands in it. */
function heldBy(list) {
  const input = document.activeElement;
  if (!list.contains(input) || input.tagName !== "INPUT") return null;
  return { line: input.dataset.line, start: input.selectionStart, end: input.selectionEnd };
}

function rowOf(line, text, before, { onGo, onMend }) {
  const kind = kindOf(line);
  const row = element("li", { className: `${kind} ${line.kind}` });
  const [mark, told] = MARKS[kind];
  const number = element("button", { type: "button", className: "number", text: String(line.line) });
  number.setAttribute("aria-label", `Line ${line.line}${told && `, ${told}`}`);
  number.addEventListener("click", () => onGo(line.line));
  row.append(number, element("span", { className: "mark", text: mark, ariaHidden: "true" }));
  row.append(element("span", { className: "kind", text: line.kind }), element("span", { className: "said", text: line.said }));
  if (kind === "sure") return row;
  row.append(element("p", { className: "note", text: [line.note, line.hint].filter(Boolean).join(": ") }));
  if (before?.line === line.line) return row; // one line may say several things; it is mended once
  const mend = element("input", { value: text, className: "mend" });
  mend.dataset.line = line.line;
  mend.setAttribute("aria-label", `Mend line ${line.line}`);
  mend.addEventListener("input", () => onMend(line.line, mend.value));
  row.append(mend);
  return row;
}
