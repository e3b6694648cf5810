import { TIME_COLUMNS } from "@/lib/trace/columns";
import { median } from "@/lib/trace/import/record/median";
import { isMap, isSpan, isTaken, kindAt, nameAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";

/** Items whose durations are listed one by one; of more their median counts. */
const MAX_LISTED = 200;
/** Stages of the program: a run of a thousand different steps is no example to edit. */
const MAX_STAGES = 60;
/** Of a wait, ms: a run may have taken days. */
const MAX_WAIT_MS = 600_000;

interface Stage {
  readonly name: string;
  readonly isMap: boolean;
  /** ms of each step's body. */
  readonly waits: number[];
  /** ms since the run's start. */
  began: number;
}

/**
 * A program with the steps of a recorded run: its tasks have the names of the run's steps, and wait as long as those
 * worked. Steps of one name and map become one map; stages follow each other in the order in which they began.
 */
export function standInFor(trace: Trace): string {
  const stages = stagesOf(trace);
  const names = identifiers(stages.map(({ name }) => name));
  const isMapped = stages.some(({ isMap }) => isMap);
  const tasks = [...new Set(stages.map(({ name }) => name))].map(
    (name) => `const ${names.get(name)} = task(async (ms: number) => {
  await sleep(ms);
});
`,
  );
  const calls = stages.map(({ name, isMap, waits }) => {
    const own = names.get(name) as string;
    if (!isMap) return `    await ${own}(${waits[0]});`;
    const isListed = waits.length <= MAX_LISTED;
    const list = isListed
      ? `[${waits.join(", ")}]`
      : `Array.from({ length: ${waits.length} }, () => ${Math.round(median(waits) ?? 0)})`;
    return `    await map(${own}, ${list});`;
  });
  return `// Made from a recorded run: each task waits as long as the record shows.
// The record has no code. Edit this, and run it to compare strategies.
import { ${isMapped ? "map, " : ""}sleep, task, workflow } from "fanout";

${tasks.join("\n")}
export default workflow(
  async () => {
${calls.join("\n")}
  },
  { name: ${JSON.stringify(nameAt(trace, 0).slice(0, 100))} },
);
`;
}

function stagesOf(trace: Trace): Stage[] {
  const stages = new Map<string, Stage>();
  const stageOf: (Stage | undefined)[] = [];
  for (let row = 0; row < trace.count; row += 1) {
    const span = isSpan(trace, row) ? row : (trace.attemptOf[row] as number);
    const began = firstKnown(trace.started[row], trace.dispatched[row], trace.issued[row]);
    if (span !== row) {
      const stage = stageOf[span];
      if (stage) stage.began = Math.min(stage.began, began ?? Number.POSITIVE_INFINITY);
      continue;
    }
    if (kindAt(trace, row) !== "task" || !hasTimes(trace, row)) continue;
    const map = mapAbove(trace, row);
    const name = nameAt(trace, row);
    const key = map === undefined ? `step ${row}` : `map ${map} ${name}`;
    let stage = stages.get(key);
    if (!stage) {
      stage = { name, isMap: map !== undefined, waits: [], began: Number.POSITIVE_INFINITY };
      stages.set(key, stage);
    }
    stageOf[row] = stage;
    stage.waits.push(bodyMs(trace, row));
    stage.began = Math.min(stage.began, began ?? Number.POSITIVE_INFINITY);
  }
  return [...stages.values()].sort((a, b) => order(a.began, b.began)).slice(0, MAX_STAGES);
}

const order = (a: number, b: number): number => (a === b ? 0 : a - b);

function mapAbove(trace: Trace, row: number): number | undefined {
  for (let at = trace.parent[row] as number; at >= 0; at = trace.parent[at] as number)
    if (isMap(trace, at)) return at;
  return undefined;
}

const firstKnown = (...times: readonly (number | undefined)[]): number | undefined =>
  times.find((time) => time !== undefined && !Number.isNaN(time));

const hasTimes = (trace: Trace, row: number): boolean =>
  TIME_COLUMNS.some((time) => !Number.isNaN(trace[time][row]));

/** Of its last attempt, whole ms: what is known of the body, else what it held its worker. */
function bodyMs(trace: Trace, row: number): number {
  if (isTaken(trace, row)) return 0;
  const from = firstKnown(trace.started[row], trace.received[row]);
  const to = firstKnown(trace.ended[row], trace.settled[row]);
  if (from === undefined || to === undefined) return 0;
  return Math.min(MAX_WAIT_MS, Math.max(0, Math.round(to - from)));
}

const RESERVED: ReadonlySet<string> = new Set(["map", "sleep", "task", "workflow", "ms"]);

/** Names that a program can use, each for one name of a step. */
function identifiers(names: readonly string[]): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  const used = new Set<string>(RESERVED);
  for (const name of names) {
    if (given.has(name)) continue;
    // With a word before it, it can be no keyword.
    const plain = name.replace(/[^A-Za-z0-9_]+/g, "_").slice(0, 60);
    const base = /^[A-Za-z]/.test(plain) && !KEYWORD.test(plain) ? plain : `step_${plain}`;
    let own = base;
    for (let n = 2; used.has(own); n += 1) own = `${base}_${n}`;
    used.add(own);
    given.set(name, own);
  }
  return given;
}

const KEYWORD =
  /^(await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|undefined|var|void|while|with|yield|arguments|eval|async|Array)$/;
