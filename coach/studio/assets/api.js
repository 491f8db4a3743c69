// Asking the coach: JSON to her, JSON back; what takes a while tells how far it is, a line at a time.

async function post(name, asked, signal) {
  const answer = await fetch(name, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(asked ?? {}),
    signal,
  });
  if (answer.ok) return answer;
  const told = await answer.json().catch(() => ({}));
  throw new Error(told.error ?? "The coach does not answer as she should.");
}

/** What came of a question that is answered at once. */
export async function ask(name, asked, signal) {
  return (await post(name, asked, signal)).json();
}

/** What came of some work; `onProgress` gets `{what, done, of}` meanwhile. */
export async function work(name, asked, { signal, onProgress }) {
  const answer = await post(name, asked, signal);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      const fact = JSON.parse(line);
      if (fact.error) throw new Error(fact.error);
      if (fact.result) return fact.result;
      onProgress(fact);
    }
  }
  throw new Error("It broke off. Please try again.");
}
