import type { LogLine } from "@/lib/protocol/rows";
import { log } from "../../../execute/log";
import type { Recorder } from "../../../execute/recorder";
import type { SpanContext } from "../../../execute/span-context";
import type { Thread } from "../../../execute/thread";
import { readableStack } from "../../../remote/errors";
import { lineText } from "./format";
import { show } from "./show";
import { tableText } from "./table";

const LEVELS = ["debug", "info", "log", "warn", "error"] as const;
/** Counters and timers with a name of their own; more are not kept. */
const MAX_LABELS = 1_000;
const MAX_LABEL_LENGTH = 200;
const MAX_GROUPS = 40;
const INDENTATION = "  ";

/** What the console of one thread keeps during a trial. */
interface State {
  readonly counts: Map<string, number>;
  /** When each timer was started, ms. */
  readonly timers: Map<string, number>;
  /** Open groups of each span, and of the module. */
  readonly groups: WeakMap<SpanContext | Recorder, number>;
}

type Method = (...args: readonly unknown[]) => unknown;

/** Logs a program's line under its current span. */
export const logFrom = (thread: Thread, level: LogLine["level"], args: readonly unknown[]): void =>
  log(thread, thread.current, level, lineText(args));

function labelOf(label: unknown): string {
  try {
    return String(label === undefined ? "default" : label).slice(0, MAX_LABEL_LENGTH);
  } catch {
    return show(label).slice(0, MAX_LABEL_LENGTH);
  }
}

/** A console that writes to the run's log. */
export function recordedConsole(thread: () => Thread | null): Record<string, Method> {
  // A recorder belongs to one trial.
  const states = new WeakMap<Recorder, State>();
  const stateOf = ({ recorder }: Thread): State => {
    const found = states.get(recorder) ?? { counts: new Map(), timers: new Map(), groups: new WeakMap() };
    states.set(recorder, found);
    return found;
  };
  const write = (at: Thread, level: LogLine["level"], text: string) => {
    const depth = stateOf(at).groups.get(at.current ?? at.recorder) ?? 0;
    const indent = INDENTATION.repeat(depth);
    log(at, at.current, level, depth === 0 ? text : indent + text.replaceAll("\n", `\n${indent}`));
  };
  /** A method of the thread's console. Nothing is recorded while there is no thread. */
  const method =
    (run: (at: Thread, state: State, args: readonly unknown[]) => void): Method =>
    (...args) => {
      const at = thread();
      if (at) run(at, stateOf(at), args);
    };
  const line = (level: LogLine["level"]) => method((at, _, args) => write(at, level, lineText(args)));

  const group = method((at, { groups }, args) => {
    if (args.length > 0) write(at, "log", lineText(args));
    const owner = at.current ?? at.recorder;
    if (at.current) at.current.captured = true;
    groups.set(owner, Math.min(MAX_GROUPS, (groups.get(owner) ?? 0) + 1));
  });
  const timer = (isOver: boolean) =>
    method((at, { timers }, [given, ...data]) => {
      const label = labelOf(given);
      const started = timers.get(label);
      if (started === undefined) return write(at, "warn", `Timer '${label}' does not exist`);
      const ms = Number((at.now() - started).toFixed(3));
      if (isOver) timers.delete(label);
      const rest = isOver || data.length === 0 ? "" : ` ${lineText(["", ...data]).slice(1)}`;
      write(at, "log", `${label}: ${ms} ms${rest}`);
    });
  const nothing: Method = () => undefined;

  const made: Record<string, Method> = {
    ...Object.fromEntries(LEVELS.map((level) => [level, line(level)])),
    dirxml: line("log"),
    dir: method((at, _, [value]) => write(at, "log", typeof value === "string" ? value : show(value))),
    table: method((at, _, args) => write(at, "log", tableOf(args) ?? lineText(args))),
    trace: method((at, _, args) =>
      write(at, "log", `${args.length > 0 ? lineText(args) : "console.trace"}${stack()}`),
    ),
    assert: method((at, _, [ok, ...args]) => {
      if (!ok) write(at, "error", lineText(assertion(args)));
    }),
    count: method((at, { counts }, [given]) => {
      const label = labelOf(given);
      const count = (counts.get(label) ?? 0) + 1;
      if (counts.has(label) || counts.size < MAX_LABELS) counts.set(label, count);
      write(at, "log", `${label}: ${count}`);
    }),
    countReset: method((at, { counts }, [given]) => {
      const label = labelOf(given);
      if (counts.has(label)) counts.set(label, 0);
      else write(at, "warn", `Count for '${label}' does not exist`);
    }),
    time: method((at, { timers }, [given]) => {
      const label = labelOf(given);
      if (timers.has(label)) write(at, "warn", `Timer '${label}' already exists`);
      else if (timers.size < MAX_LABELS) timers.set(label, at.now());
    }),
    timeLog: timer(false),
    timeEnd: timer(true),
    group,
    groupCollapsed: group,
    groupEnd: method((at, { groups }) => {
      const owner = at.current ?? at.recorder;
      groups.set(owner, Math.max(0, (groups.get(owner) ?? 0) - 1));
    }),
    clear: nothing,
    timeStamp: nothing,
    profile: nothing,
    profileEnd: nothing,
    createTask: () => ({ run: (run: () => unknown) => run() }),
    context: () => made,
  };
  return made;
}

function tableOf([data, columns]: readonly unknown[]): string | undefined {
  try {
    return tableText(data, columns);
  } catch {
    return undefined;
  }
}

/** Arguments of a failed assertion's line, by the Console Standard. */
function assertion([first, ...rest]: readonly unknown[]): readonly unknown[] {
  if (typeof first === "string") return [`Assertion failed: ${first}`, ...rest];
  return first === undefined && rest.length === 0
    ? ["Assertion failed"]
    : ["Assertion failed:", first, ...rest];
}

/** The program's part of the stack. */
function stack(): string {
  const lines = readableStack(new Error().stack ?? "").split("\n");
  return lines
    .filter((each) => /main\.ts:\d/.test(each))
    .map((each) => `\n    ${each.trim()}`)
    .join("");
}
