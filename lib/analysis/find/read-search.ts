import { type ReadQuantity, readBytes, readCount, readDuration } from "@/lib/base/quantity";
import { KINDS } from "@/lib/model/kind";
import { STATUSES } from "@/lib/model/status";

export type Comparison = ">" | ">=" | "<" | "<=" | "=";
export type TextField = "task" | "key" | "status" | "worker" | "kind";
export type NumberField = "duration" | "start" | "queued" | "attempts" | "sent";

export type Term = { readonly not: boolean } & (
  | { readonly type: "word"; readonly text: string }
  | { readonly type: "text"; readonly field: TextField; readonly text: string }
  /** @param value ms, bytes or a count */
  | {
      readonly type: "number";
      readonly field: NumberField;
      readonly is: Comparison;
      readonly value: number;
    }
);

export interface ReadSearch {
  /** A span has to match all of them. */
  readonly terms: readonly Term[];
  /** Of a part that was left out, because it cannot be read. */
  readonly problem?: string;
}

/** Results that were taken, and retries, are asked for as a status is. */
const STATUS_WORDS = [...STATUSES, "cached", "reused", "retried"] as const;

const TEXT_FIELDS: ReadonlyMap<string, TextField> = new Map([
  ["task", "task"],
  ["name", "task"],
  ["key", "key"],
  ["status", "status"],
  ["worker", "worker"],
  ["kind", "kind"],
]);

const NUMBER_FIELDS: ReadonlyMap<string, NumberField> = new Map([
  ["duration", "duration"],
  ["took", "duration"],
  ["start", "start"],
  ["at", "start"],
  ["queued", "queued"],
  ["attempts", "attempts"],
  ["attempt", "attempts"],
  ["sent", "sent"],
]);

const READERS: Readonly<Record<NumberField, (text: string) => ReadQuantity>> = {
  duration: readDuration,
  start: readDuration,
  queued: readDuration,
  attempts: readCount,
  sent: readBytes,
};

const FIELD = /^([a-z]+)(:|>=|<=|>|<|=)(.*)$/i;
/** Terms of one search: more are left out. */
const MAX_TERMS = 32;

/** Words, and parts in quotes; quotes may follow a field. */
const TOKEN = /-?(?:[a-z]+(?::|[<>]?=|[<>]))?"[^"]*"?|\S+/gi;

/**
 * What was typed into a search: words in any order, `task:parse`, `key:"part 3"`, `status:failed`, `worker:driver`,
 * `duration>1s`, each with `-` in front for what must not match. Nothing throws: what cannot be read is named.
 */
export function readSearch(search: string): ReadSearch {
  const tokens = [...search.matchAll(TOKEN)].map(([token]) => token).slice(0, MAX_TERMS);
  const terms: Term[] = [];
  let problem: string | undefined;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as string;
    const not = token.length > 1 && token.startsWith("-");
    const plain = not ? token.slice(1) : token;
    const [, name = "", sign = "", rest = ""] = FIELD.exec(plain) ?? [];
    const textField = TEXT_FIELDS.get(name.toLowerCase());
    const numberField = NUMBER_FIELDS.get(name.toLowerCase());
    if (numberField !== undefined && sign !== "") {
      const next = tokens[at + 1];
      const read = READERS[numberField];
      const alone = read(rest);
      // "duration>1 s": the unit is the next word.
      const both = next === undefined ? alone : read(`${rest} ${next}`);
      const found = alone.ok ? alone : both;
      if (!alone.ok && both.ok) at += 1;
      if (sign === ":") problem ??= `Compare ${name} with > or <, as in ${name}${EXAMPLES[numberField]}.`;
      else if (found.ok)
        terms.push({ not, type: "number", field: numberField, is: sign as Comparison, value: found.value });
      else if (rest !== "") problem ??= `${name}: ${found.message}`;
    } else if (textField !== undefined && (sign === ":" || sign === "=")) {
      const text = unquoted(rest).toLowerCase();
      if (text === "") continue;
      problem ??= textProblem(textField, text);
      terms.push({ not, type: "text", field: textField, text });
    } else {
      const text = unquoted(plain).toLowerCase();
      if (text !== "") terms.push({ not, type: "word", text });
    }
  }
  return problem === undefined ? { terms } : { terms, problem };
}

const EXAMPLES: Readonly<Record<NumberField, string>> = {
  duration: ">1s",
  start: ">1s",
  queued: ">1s",
  attempts: ">1",
  sent: ">1MB",
};

const unquoted = (text: string): string => (text.startsWith('"') ? text.slice(1).replace(/"$/, "") : text);

function textProblem(field: TextField, text: string): string | undefined {
  const begins = (word: string): boolean => word.toLowerCase().startsWith(text);
  if (field === "status" && !STATUS_WORDS.some(begins)) return `status is one of ${STATUS_WORDS.join(", ")}.`;
  if (field === "kind" && !KINDS.some(begins)) return `kind is one of ${KINDS.join(", ")}.`;
  if (field === "worker" && !/^\d+$/.test(text) && !"driver".startsWith(text))
    return "worker is a number, or driver.";
  return undefined;
}
