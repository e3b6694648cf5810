import { KINDS } from "@/lib/model/kind";
import { STATUSES } from "@/lib/model/status";
import { isCached, isReused, keyAt } from "@/lib/trace/row";
import { bytesAt, durationAt, queuedAt, startAt } from "@/lib/trace/span-times";
import type { Trace } from "@/lib/trace/trace";
import type { Comparison, NumberField, Term, TextField } from "./read-search";

export type RowTest = (row: number) => boolean;

/** @param before by row: one bit for each status that an earlier attempt ended with */
export function testOf(trace: Trace, term: Term, before: () => Uint8Array): RowTest {
  const test =
    term.type === "word"
      ? wordTest(trace, term.text)
      : term.type === "text"
        ? TEXT_TESTS[term.field](trace, term.text, before)
        : numberTest(trace, term.field, term.is, term.value);
  return term.not ? (row) => !test(row) : test;
}

const namesWith = (trace: Trace, text: string): Uint8Array =>
  Uint8Array.from(trace.names, (name) => (name.toLowerCase().includes(text) ? 1 : 0));

/** A word finds names and keys; a whole number also the item with that index, `piece[3]` that of one task. */
function wordTest(trace: Trace, text: string): RowTest {
  const bracketed = /^(.*?)\[(\d+)\]$/.exec(text);
  const digits = bracketed?.[2] ?? (/^\d+$/.test(text) ? text : "");
  const index = digits === "" ? -1 : Number(digits);
  const named = namesWith(trace, bracketed?.[1] ?? text);
  const inKey: RowTest = (row) => keyAt(trace, row)?.toLowerCase().includes(text) ?? false;
  if (bracketed)
    return (row) => (named[trace.name[row] as number] === 1 && trace.index[row] === index) || inKey(row);
  return (row) =>
    named[trace.name[row] as number] === 1 || (index >= 0 && trace.index[row] === index) || inKey(row);
}

const TEXT_TESTS: Readonly<
  Record<TextField, (trace: Trace, text: string, before: () => Uint8Array) => RowTest>
> = {
  task: (trace, text) => {
    const named = namesWith(trace, text);
    return (row) => named[trace.name[row] as number] === 1;
  },
  key: (trace, text) => (row) =>
    keyAt(trace, row)?.toLowerCase().includes(text) ?? String(trace.index[row]) === text,
  status: statusTest,
  worker: (trace, text) => {
    const worker = /^\d+$/.test(text) ? Number(text) : "driver".startsWith(text) ? 0 : -2;
    return (row) => trace.worker[row] === worker;
  },
  kind: (trace, text) => {
    const wanted = KINDS.map((kind) => kind.toLowerCase().startsWith(text));
    return (row) => wanted[trace.kind[row] as number] === true;
  },
};

function statusTest(trace: Trace, text: string, before: () => Uint8Array): RowTest {
  const wanted = STATUSES.map((status) => status.startsWith(text));
  // What an attempt before the last came to is a row too: a span is found by each of its rows.
  const bits = STATUSES.reduce((all, _, at) => all | (wanted[at] ? 1 << at : 0), 0);
  const [cached, reused, retried] = ["cached", "reused", "retried"].map((word) => word.startsWith(text));
  const earlier = before();
  return (row) =>
    wanted[trace.status[row] as number] === true ||
    ((earlier[row] as number) & bits) !== 0 ||
    (cached === true && isCached(trace, row)) ||
    (reused === true && isReused(trace, row)) ||
    (retried === true && (trace.attempt[row] as number) > 1);
}

const COMPARE: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  "=": (a, b) => a === b,
};

const NUMBERS: Readonly<Record<NumberField, (trace: Trace, row: number) => number>> = {
  duration: durationAt,
  start: startAt,
  queued: queuedAt,
  attempts: (trace, row) => trace.attempt[row] as number,
  sent: bytesAt,
};

function numberTest(trace: Trace, field: NumberField, is: Comparison, value: number): RowTest {
  const compare = COMPARE[is];
  const read = NUMBERS[field];
  return (row) => compare(read(trace, row), value);
}
