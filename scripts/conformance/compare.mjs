// Compares what a program did in Fanout with what the real package was recorded to do.

/** @typedef {Omit<import("../../tests/conformance/python/page").PythonAnswer, "refused">} Answer */
/** @typedef {{ class: string, message: string } | null} Raised */
/** @typedef {{ exit?: number, stdout?: Lines, stderr?: Lines, raised?: Raised, hangs?: boolean }} Recorded */
/** @typedef {string | { varies: readonly unknown[] }} Line */
/** @typedef {readonly Line[] | { order: "any", items: readonly Line[] } | { varies: readonly unknown[] }} Lines */

/** Texts that change from run to run, as the recordings write them. */
const STABLE = [
  [/0x[0-9a-f]{4,}/g, "0x<address>"],
  // Frames of a traceback that is part of a text.
  [/(Stack Trace:\n)(?:[ \t]+.*(?:\n|$))+/g, "$1  <frames>\n"],
  [/\/home\/pyodide\b/g, "<folder>"],
  [/_[0-9a-f]{32}-arraynode/g, "_<hash>-arraynode"],
  [/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?( ?[+-]\d{4})?/g, "<date>"],
  [/\b\d\d:\d\d:\d\d\.\d{3,}/g, "<date>"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, "<uuid>"],
  [/\b[0-9a-f]{32}\b/g, "<hash>"],
  [/\b(?=[0-9a-z]*\d)[0-9a-z]{22,30}\b/g, "<action>"],
  [/\b\d+(\.\d+)?(ms|s)\b(?=[.)]|$)/g, "<time>"],
  [/\bpid[ :=]+\d+/g, "pid <pid>"],
  // A folder of the machine that recorded.
  [/(?<!\w)\/tmp(?=\/|$|['"\s])/g, "<path>"],
  [
    /\b(Spawn|Fork|ForkServer)?(Pool)?(Worker|Process)-\d+\b/g,
    (_, __, pool, kind) => `${pool ?? ""}${kind}-<n>`,
  ],
];

/** @param {string} text */
export const stable = (text) => STABLE.reduce((sum, [from, to]) => sum.replace(from, to), text);

/** A recorded line: one that changes from run to run may be anything. @param {string} line @param {Line} recorded */
const sameLine = (line, recorded) => typeof recorded !== "string" || line === stable(recorded);

const isText = (line) => typeof line === "string";

/** Lines whose order is not defined: each that was recorded is there, and what is left may be those that change. */
function sameInAnyOrder(lines, recorded) {
  const left = [...lines];
  for (const line of recorded.filter(isText).map(stable)) {
    const at = left.indexOf(line);
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return lines.length === recorded.length;
}

/** @param {readonly string[]} lines @param {Lines | undefined} recorded */
function sameLines(lines, recorded) {
  if (recorded === undefined) return lines.length === 0;
  if ("varies" in recorded) return true;
  const seen = lines.map(stable);
  return "order" in recorded
    ? sameInAnyOrder(seen, recorded.items)
    : seen.length === recorded.length && seen.every((line, i) => sameLine(line, recorded[i]));
}

/** Lines of a recording, for people. @param {Lines | undefined} lines */
const shown = (lines) => JSON.stringify(lines && "items" in lines ? lines.items : (lines ?? []));

/** Python's own names of classes: an error that crosses has the last part. @param {string} name */
const shortClass = (name) => name.slice(name.lastIndexOf(".") + 1);

/**
 * What differs between an answer and one recorded result. Standard output in order, the exit code, the class and message of
 * what was raised. Standard error is not compared: its tracebacks are recorded without their frames.
 * @param {Answer} answer @param {Recorded} recorded
 * @returns {readonly string[]} nothing where it holds
 */
export function differences(answer, recorded) {
  const differ = [];
  if (recorded.hangs) return answer.status === "failed" ? [] : [`hangs in CPython, here: ${answer.status}`];
  const lines = answer.logs.filter(({ level }) => level === "log").map(({ text }) => text);
  if (!sameLines(lines, recorded.stdout))
    differ.push(`stdout ${JSON.stringify(lines)}, recorded ${shown(recorded.stdout)}`);
  if (recorded.exit !== undefined || recorded.raised === null || recorded.raised === undefined) {
    const status = (recorded.exit ?? 0) === 0 ? "succeeded" : "failed";
    if (answer.status !== status)
      differ.push(`${answer.status}: ${answer.error?.name}: ${answer.error?.message}`);
  } else {
    const { name, message } = answer.error ?? { name: "nothing", message: "" };
    if (name !== shortClass(recorded.raised.class) || stable(message) !== stable(recorded.raised.message))
      differ.push(
        `raised ${name}: ${message}; recorded ${recorded.raised.class}: ${recorded.raised.message}`,
      );
  }
  return differ;
}

/** A result and what other Python versions gave instead. @param {Recorded & { also?: Record<string, "same" | Recorded> }} result */
export const versionsOf = (result) => [
  result,
  ...Object.values(result.also ?? {}).flatMap((other) => (other === "same" ? [] : [{ ...result, ...other }])),
];

/**
 * Whether an answer is any of the versions recorded.
 * @param {Answer} answer @param {readonly Recorded[]} versions
 * @returns {readonly string[]} what differs from the last of them, where none holds
 */
export function differencesFromAll(answer, versions) {
  let last = [];
  for (const version of versions) {
    last = differences(answer, version);
    if (last.length === 0) return last;
  }
  return last;
}
