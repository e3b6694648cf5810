import { headOf, nameOf } from "./indentation";
import type { Parameter } from "./parameters";
import type { Piece } from "./scan";
import type { Statement } from "./statements";

/** A library whose programs define what runs, and leave the start to the platform. */
export interface Platform {
  /** What its entries are called: the name of the input that chooses one. */
  readonly entry: string;
  /** Decorators of functions that are entries. */
  readonly decorators: readonly string[];
  /** Functions and methods whose result, in a variable of the module, is an entry. */
  readonly makers: readonly string[];
  /** Calls that start a run: a program with one of them at its top level chooses by itself. */
  readonly starts: readonly string[];
  /** Which entry is run where nobody has chosen. Entries that others use are defined before these. */
  readonly usual: "first" | "last";
  /** What gives a task a pool of kept workers of its own. */
  readonly pools?: string;
  /** The class whose subclasses are run config. */
  readonly config?: string;
  /** What divides its jobs, by the ends of names: the input chooses a part. */
  readonly partitions?: { readonly input: string; readonly words: readonly string[]; readonly text: string };
}

const PLATFORMS: Readonly<Record<string, Platform>> = {
  dagster: {
    entry: "job",
    decorators: ["job"],
    makers: ["to_job", "define_asset_job"],
    starts: ["execute_in_process", "execute_job", "materialize", "materialize_to_memory"],
    usual: "first",
    config: "Config",
    partitions: {
      input: "partition",
      words: ["partitions_def", "partitioned_config", "PartitionedConfig"],
      text: "Key of the partition. Empty: the last one",
    },
  },
  flytekit: {
    entry: "workflow",
    decorators: ["workflow"],
    makers: ["get_or_create"],
    starts: ["execute"],
    usual: "last",
  },
  flyte: {
    entry: "task",
    decorators: ["task"],
    makers: [],
    starts: ["run"],
    usual: "last",
    pools: "ReusePolicy",
  },
};

/** The platform that a program is written for: the first that it imports. */
export function platformOf(statements: readonly Statement[]): Platform | undefined {
  for (const { pieces } of statements) {
    const [head, module] = pieces;
    if (head?.text !== "import" && head?.text !== "from") continue;
    const found = Object.hasOwn(PLATFORMS, module?.text ?? "") ? PLATFORMS[module?.text ?? ""] : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Something that can be run, by the name of its variable. */
export interface PlatformEntry {
  readonly name: string;
  readonly statement: Statement;
  /** The statement is `def name(…)`. */
  readonly isFunction: boolean;
}

/** The entries of a program, in its order. @param outer what runs when the module does */
export function platformEntries(
  { decorators, makers, starts }: Platform,
  outer: readonly Statement[],
): readonly PlatformEntry[] {
  if (startsItself(starts, outer)) return [];
  const found = new Map<string, PlatformEntry>();
  let isDecorated = false;
  for (const statement of outer) {
    if (statement.indent > 0) continue;
    const { pieces } = statement;
    if (pieces[0]?.text === "@") {
      isDecorated ||= decorators.includes(decoratorOf(pieces));
      continue;
    }
    const name = headOf(statement) === "def" ? nameOf(statement) : assignedName(pieces);
    const isFunction = headOf(statement) === "def";
    const isEntry = isFunction ? isDecorated : pieces.some((_, i) => isCallOf(makers, pieces, i));
    if (name !== undefined && isEntry) found.set(name, { name, statement, isFunction });
    isDecorated = false;
  }
  return [...found.values()];
}

/** @param starts of the platform @param outer what runs when the module does */
const startsItself = (starts: readonly string[], outer: readonly Statement[]): boolean =>
  outer.some(({ pieces }) => pieces.some((_, i) => isCallOf(starts, pieces, i)));

/** The input for a part of a divided job. @returns none where the program divides nothing, or starts itself */
export function partitionInput(
  { partitions, starts }: Platform,
  statements: readonly Statement[],
  outer: readonly Statement[],
): readonly Parameter[] {
  const isDivided = statements.some(({ pieces }) =>
    pieces.some(({ kind, text }) => kind === "word" && partitions?.words.some((word) => text.endsWith(word))),
  );
  if (!partitions || !isDivided || startsItself(starts, outer)) return [];
  const { input: name, text: description } = partitions;
  return [{ name, type: "string", default: "", description, hasDefault: true, annotation: "str" }];
}

const isCallOf = (names: readonly string[], pieces: readonly Piece[], at: number): boolean =>
  names.includes(pieces[at]?.text ?? "") && pieces[at + 1]?.text === "(";

/** The first statement that gives tasks a pool of their own. */
export const poolOf = (
  platform: Platform | undefined,
  statements: readonly Statement[],
): Statement | undefined =>
  platform?.pools === undefined
    ? undefined
    : statements.find(({ pieces }) => pieces.some((_, i) => isCallOf([platform.pools ?? ""], pieces, i)));

/** The last part of a decorator's name: `job` of `@dg.job(…)`. */
function decoratorOf(pieces: readonly Piece[]): string {
  let last = "";
  for (const { kind, text } of pieces.slice(1)) {
    if (kind === "word") last = text;
    else if (text !== ".") break;
  }
  return last;
}

/** `name = …` */
const assignedName = ([name, equals]: readonly Piece[]): string | undefined =>
  name?.kind === "word" && equals?.text === "=" ? name.text : undefined;
