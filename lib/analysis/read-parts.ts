import type { TreeNode } from "@/lib/protocol/report";
import type { Lane, LogLine, SpanError, SpanNote } from "@/lib/protocol/rows";
import type { TraceFile } from "@/lib/trace/file/format";
import type { Trace } from "@/lib/trace/trace";

/** In one message, so that cloning it takes the page a few ms. */
const PART_MAX_OBJECTS = 4_000;
/** UTF-16 units of the texts in one message, which are only copied. */
const PART_MAX_LENGTH = 4_000_000;

/** Some of what a trace file holds as objects, of which it may have millions. */
export type ReadPart =
  | { readonly trial: number; readonly lanes: readonly Lane[] }
  | { readonly trial: number; readonly logs: readonly LogLine[] }
  | { readonly trial: number; readonly notes: readonly (readonly [row: number, note: SpanNote])[] }
  | { readonly trial: number; readonly keys: KeyNotes }
  | { readonly strategy: number; readonly tree: TreeNode };

/** Notes that hold a key and nothing else, of which a record has one for each step: as objects they take ten times as long. */
interface KeyNotes {
  readonly rows: Uint32Array;
  readonly ids: Float64Array;
  readonly attempts: Uint32Array;
  readonly keys: readonly string[];
}

/** How much of the files has been read, 0 to 1. */
export interface ReadProgress {
  readonly progress: number;
}

/** What was read of a file, or why it was not. */
export type ReadInParts = ({ readonly ok: true } & TraceFile) | { readonly ok: false };

/** What was read, in parts, and at last what is left of it. */
export function* readInParts<Read extends ReadInParts>(read: Read): Generator<ReadPart, Read> {
  if (!read.ok) return read;
  const { run, trials } = read;
  for (const [trial, { lanes, logs, notes }] of trials.entries()) {
    for (const some of inParts(lanes, ({ label }) => label.length)) yield { trial, lanes: some };
    for (const some of inParts(logs, ({ text }) => text.length)) yield { trial, logs: some };
    const [plain, others] = [[...notes].filter(isKeyAlone), [...notes].filter((each) => !isKeyAlone(each))];
    for (const some of inParts(plain, ([, { key = "" }]) => key.length)) yield { trial, keys: packed(some) };
    for (const some of inParts(others, ([, note]) => lengthOf(note))) yield { trial, notes: some };
  }
  for (const [strategy, { tree }] of (run?.report.strategies ?? []).entries())
    if (tree !== undefined) yield { strategy, tree };
  return {
    ...read,
    ...(run && {
      run: {
        ...run,
        report: {
          ...run.report,
          strategies: run.report.strategies.map(({ tree: _, ...rest }) => rest),
        },
      },
    }),
    trials: trials.map((trace) => ({ ...trace, lanes: [], logs: [], notes: new Map(), errors: new Map() })),
  };
}

type Note = readonly [row: number, note: SpanNote];

const isKeyAlone = ([, note]: Note): boolean =>
  note.key !== undefined &&
  Object.entries(note).every(
    ([name, value]) => value === undefined || name === "id" || name === "attempt" || name === "key",
  );

const packed = (notes: readonly Note[]): KeyNotes => ({
  rows: Uint32Array.from(notes, ([row]) => row),
  ids: Float64Array.from(notes, ([, { id }]) => id),
  attempts: Uint32Array.from(notes, ([, { attempt }]) => attempt),
  keys: notes.map(([, { key = "" }]) => key),
});

function* inParts<T>(items: readonly T[], length: (item: T) => number): Generator<readonly T[]> {
  let from = 0;
  let text = 0;
  for (const [at, item] of items.entries()) {
    text += length(item);
    if (at - from + 1 < PART_MAX_OBJECTS && text < PART_MAX_LENGTH) continue;
    yield items.slice(from, at + 1);
    from = at + 1;
    text = 0;
  }
  if (from < items.length) yield items.slice(from);
}

const lengthOf = ({ args = "", result = "", given = "", error }: SpanNote): number =>
  args.length +
  result.length +
  given.length +
  (error ? error.message.length + (error.stack?.length ?? 0) : 0);

interface Collected {
  readonly lanes: Lane[];
  readonly logs: LogLine[];
  readonly notes: Map<number, SpanNote>;
  readonly errors: Map<number, SpanError>;
}

/** Puts parts together as they arrive, a little for each. */
export class ReadCollector {
  private readonly trials = new Map<number, Collected>();
  private readonly trees = new Map<number, TreeNode>();

  add(part: ReadPart): void {
    if ("tree" in part) {
      this.trees.set(part.strategy, part.tree);
      return;
    }
    const trial: Collected = this.trials.get(part.trial) ?? {
      lanes: [],
      logs: [],
      notes: new Map(),
      errors: new Map(),
    };
    this.trials.set(part.trial, trial);
    if ("lanes" in part) trial.lanes.push(...part.lanes);
    else if ("logs" in part) trial.logs.push(...part.logs);
    else if ("keys" in part) {
      const { rows, ids, attempts, keys } = part.keys;
      for (const [at, key] of keys.entries())
        trial.notes.set(rows[at] as number, { id: ids[at] as number, attempt: attempts[at] as number, key });
    } else
      for (const [row, note] of part.notes) {
        trial.notes.set(row, note);
        if (note.error) trial.errors.set(row, note.error);
      }
  }

  /** @param rest what `readInParts` has returned */
  join<Read extends ReadInParts>(rest: Read): Read {
    if (!rest.ok) return rest;
    const { run, trials } = rest;
    return {
      ...rest,
      ...(run && {
        run: {
          ...run,
          report: {
            ...run.report,
            strategies: run.report.strategies.map((each, at) => {
              const tree = this.trees.get(at);
              return tree === undefined ? each : { ...each, tree };
            }),
          },
        },
      }),
      trials: trials.map((trace, at): Trace => ({ ...trace, ...this.trials.get(at) })),
    };
  }
}
