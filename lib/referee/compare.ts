import type { RefereeLine, RefereeRecord } from "@/lib/protocol/referee";
import { stable } from "./stable";

/** Something that was not the same. Texts are for people; undefined where there is nothing on that side. */
export interface Difference {
  /** "output of merge", "step capital[b], line 2" */
  readonly what: string;
  readonly here: string | undefined;
  readonly real: string | undefined;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** Steps that the real package ran, or would have run. */
  readonly steps: number;
}

/**
 * How the run on the page differs from Fanout's run in the local mode.
 * @param shown its result, as Python writes it; undefined where it gave none or did not succeed
 */
export function pageDifference(shown: string | undefined, here: RefereeRecord): Difference | undefined {
  const local = here.pageOutput ?? here.output;
  if (shown === undefined || local === null || stable(shown) === stable(local)) return undefined;
  return { what: "result on the page", here: shown, real: local };
}

/** A log of many steps is one difference at most for each. */
const MAX_DIFFERENCES = 200;

/** What differs between a run in Fanout and one with the real package, each of the same program in the local mode. */
export function compareRecords(here: RefereeRecord, real: RefereeRecord): Comparison {
  const steps = new Set(real.log.flatMap(({ step }) => (step === null ? [] : [step]))).size;
  const found = [...differencesOf(here, real)];
  // Orders differ wherever steps do: it is said where nothing else explains it.
  const differences = found.length > 0 ? found : [...orderDifference(here, real)];
  return { differences: differences.slice(0, MAX_DIFFERENCES), steps };
}

function* differencesOf(here: RefereeRecord, real: RefereeRecord): Generator<Difference> {
  yield* difference("error", errorText(here), errorText(real));
  const value = real.isEntry ? "result" : "value of the last line";
  yield* difference(value, here.output, real.output);
  for (const name of namesOf(real.outputs, here.outputs))
    yield* difference(`output of ${name}`, here.outputs[name], real.outputs[name]);
  yield* lineDifference("printed line", here.printed, real.printed);
  const [ours, theirs] = [byStep(here), byStep(real)];
  for (const step of new Set([...theirs.keys(), ...ours.keys()])) {
    const name = step === null ? "the run" : `step ${step}`;
    const [mine, their] = [ours.get(step), theirs.get(step)];
    if (!mine || !their) yield { what: name, here: ranText(mine), real: ranText(their) };
    else yield* lineDifference(`${name}, line`, mine, their);
  }
}

const ranText = (lines: readonly string[] | undefined): string | undefined => lines && "it ran";

function* orderDifference(here: RefereeRecord, real: RefereeRecord): Generator<Difference> {
  yield* lineDifference("order of steps, number", startedIn(here), startedIn(real));
}

/** Steps in the order in which their attempts started. */
const startedIn = ({ log }: RefereeRecord): readonly string[] =>
  log.flatMap(({ step, event }) =>
    step !== null && (event === "STEP_START" || event === "STEP_RESTARTED") ? [stable(step)] : [],
  );

function byStep({ log }: RefereeRecord): ReadonlyMap<string | null, readonly string[]> {
  const found = new Map<string | null, string[]>();
  for (const line of log) {
    const step = line.step === null ? null : stable(line.step);
    const lines = found.get(step) ?? [];
    lines.push(lineText(line));
    found.set(step, lines);
  }
  return found;
}

/** All of a line, as one text. */
function lineText({ step: _, event, log, message, ...rest }: RefereeLine): string {
  const more = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : "";
  return `${event ?? log ?? ""} ${message ?? ""}${more}`.trim();
}

function errorText({ raised }: RefereeRecord): string | null {
  if (!raised) return null;
  const { class: name, message, ...rest } = raised;
  return `${name}: ${message}${causeText(rest.cause ?? rest.context)}`;
}

function causeText(cause: unknown): string {
  if (typeof cause !== "object" || cause === null) return "";
  const { class: name, message } = cause as { class?: unknown; message?: unknown };
  return `, caused by ${String(name)}: ${String(message)}`;
}

/** The first of two lists' lines that differs. */
function* lineDifference(
  what: string,
  here: readonly string[],
  real: readonly string[],
): Generator<Difference> {
  const length = Math.max(here.length, real.length);
  for (let at = 0; at < length; at += 1) {
    const [found] = difference(`${what} ${at + 1}`, here[at], real[at]);
    if (found) {
      yield found;
      return;
    }
  }
}

function* difference(
  what: string,
  here: string | null | undefined,
  real: string | null | undefined,
): Generator<Difference> {
  if (here != null && real != null ? stable(here) === stable(real) : here == null && real == null) return;
  yield { what, here: here ?? undefined, real: real ?? undefined };
}

const namesOf = (...records: readonly Readonly<Record<string, string>>[]): readonly string[] => [
  ...new Set(records.flatMap((record) => Object.keys(record))),
];
