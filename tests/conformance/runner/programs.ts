import type { CallMessage, Payload } from "@/lib/protocol/calls";
import type { RunnerInit } from "@/lib/protocol/runner";
import { callPath, reuseNames, wholeDigest } from "@/lib/runner/host/identity";

/** The small programs that every language writes in its own words; `javascript/programs.ts` shows what each one does. */
export type ProgramName =
  /** The entry adds its inputs `a` (default 1) and `b` (default 2). */
  | "entry"
  /** Raises "boom" while it loads. */
  | "loadFails"
  /** The entry calls `double` with 21, maps it over 1 and 2, and calls `part`, which calls a helper that raises "boom". */
  | "entryFails"
  /** One task for each thing that a chunk can do. The entry calls `parent`. */
  | "tasks"
  /** Single calls of `double` (retries, timeout) and of `pooled`, which has an environment. */
  | "calls"
  /** Maps with all options, with none, and of pairs. */
  | "maps"
  /** A map whose results are logged as they come. */
  | "stream"
  /** The entry catches what `double` raises. */
  | "catches"
  /** The entry does not wait for the call that it makes. */
  | "forgets"
  /** Calls of `odd` in parallel, with 1, 2 and 4: the first one throws immediately, the others wait for 1 ms. */
  | "siblings"
  /** The same, where the policy is to finish what is runnable. */
  | "siblingsFinish"
  /** Bodies in parallel: without a limit, in a workflow that allows two, in a map with a window of two, and next to a retry. */
  | "parallel"
  /** A dynamic task that waits for the tasks that it calls. */
  | "nested"
  /** An inline map of which some items fail. */
  | "partial"
  /** Draws random numbers in the entry, in single calls, in items and in a second attempt. */
  | "draws"
  /** Calls cached tasks: with equal and other arguments, with one that fails, and a cached launch plan. */
  | "cached"
  /** A queue that `fill` fills and the entry empties; `take` takes one item. */
  | "queue"
  /** A queue that is closed. */
  | "closedQueue"
  /** A process of a task and one of an exported function. */
  | "processes"
  /** A task with a retry that calls a traced helper. */
  | "traced"
  /** A group in a workflow, the workflow as a launch plan, a map of it, and a group in the dynamic task `around`. */
  | "nodes"
  /** Meters, and texts too long for a preview. */
  | "recording"
  /** 1,100 single inline calls; the last one fails and is caught. */
  | "manyNotes"
  /** Single calls in a row, then a map. */
  | "direct"
  /** Arguments that cannot be sent, then ones that can. */
  | "unsendable"
  /** The entry's output cannot be sent. */
  | "unsendableOutput"
  /** A workflow that calls itself without end. */
  | "deep"
  /** A map of 1,000,001 items. */
  | "tooMany"
  /** An argument of more than 64 MiB. */
  | "tooLarge";

export type ProgramInit = Pick<RunnerInit, "code" | "versions">;

/** What a language brings to the suite: its programs, and how its values look where they cross. */
export interface RunnerPrograms {
  /** A program as `RunnerInit` names it. */
  program(name: ProgramName): ProgramInit;
  /** Line, as the runner reports it, on which `text` first occurs in a program. */
  lineOf(name: ProgramName, text: string): number;
  /** What crosses for an item of a map or a result, and back. */
  encode(value: unknown): unknown;
  decode(crossed: unknown): unknown;
  /** What crosses for the arguments of a call, and back. */
  encodeArgs(args: readonly unknown[]): readonly unknown[];
  decodeArgs(crossed: readonly unknown[]): readonly unknown[];
  /** The arguments of a call as notes keep them (`given`). */
  argumentsText(args: readonly unknown[]): string;
  /** Lists of numbers cross as one Float64Array. */
  readonly packsNumbers: boolean;
  /** Name of the error class that the programs throw. */
  readonly errorName: string;
  /** Messages for what cannot cross, from `unsendable` (an argument) and the task `unsendable` (its result). */
  readonly refusedArgument: RegExp;
  readonly refusedResult: RegExp;
  readonly refusedOutput: RegExp;
}

/** Items as they cross, in the form that the language's own maps have. */
export function itemsPayload(programs: RunnerPrograms, values: readonly unknown[]): Payload {
  return programs.packsNumbers && values.every((value) => typeof value === "number")
    ? { form: "numbers", numbers: Float64Array.from(values as number[]) }
    : { form: "list", list: values.map((value) => programs.encode(value)) };
}

/** The argument lists in a payload. */
export function argumentsOf(programs: RunnerPrograms, payload: Payload): readonly (readonly unknown[])[] {
  if (payload.form === "tuples") return payload.list.map((args) => programs.decodeArgs(args));
  return valuesOf(programs, payload).map((value) => [value]);
}

/** The values in a payload of items or results. */
export function valuesOf(programs: RunnerPrograms, payload: Payload): readonly unknown[] {
  return payload.form === "numbers"
    ? Array.from(payload.numbers)
    : payload.list.map((value) => programs.decode(value));
}

/** Whether a call's path says where it was made, with which arguments and how often before. */
export const isIdentified = ({ place, path, payload, digests }: CallMessage): boolean =>
  place !== undefined && path === callPath(place, wholeDigest(payload, digests));

/** Names by which another run finds a call's results. */
export function reuseNamesOf(
  { place, task, payload, digests, keys }: CallMessage,
  versions: RunnerInit["versions"],
): readonly number[] {
  return place ? reuseNames({ place, version: versions[task] ?? "", payload, digests, keys }) : [];
}
