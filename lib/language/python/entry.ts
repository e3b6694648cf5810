import { configFields } from "./config-fields";
import { headOf, nameOf } from "./indentation";
import { type Parameter, parametersOf } from "./parameters";
import { type Platform, partitionInput, platformEntries, platformOf } from "./platforms";
import type { Piece } from "./scan";
import type { Statement } from "./statements";

/** Entries of a platform's program, one of which runs. */
export interface Choice {
  /** Name of the input that chooses: what the platform calls its entries. */
  readonly input: string;
  readonly names: readonly string[];
  readonly usual: string;
}

/** What is run of a program. */
export interface Entry {
  /** The program calls `main` itself, or leaves that to the page. */
  readonly calls: "program" | "page";
  /** The platform that the program is written for. */
  readonly platform: Platform | undefined;
  /** What the page may run, where the program starts nothing. */
  readonly choice: Choice | undefined;
  /** What can be set from outside: parameters of `main`, or of the platform's entries. */
  readonly parameters: readonly Parameter[];
  /** Offset of where the program starts itself: its main guard, else its beginning. */
  readonly start: number;
}

const MAIN = "main";

/**
 * A program runs itself, as `python main.py` does. Where it calls `main()` without arguments, the defaults of `main` are its
 * inputs. Where it defines `main` and never uses it, the page calls it, and all parameters are inputs.
 */
export function findEntry(
  statements: readonly Statement[],
  source: string,
  comments: readonly Piece[],
): Entry {
  const outer = statements.filter(isOuter(statements));
  const guard = outer.find(isGuard);
  const start = guard?.pieces[0]?.start ?? 0;
  const definition = statements.find(
    (statement) => statement.indent === 0 && headOf(statement) === "def" && nameOf(statement) === MAIN,
  );
  const platform = platformOf(statements);
  const chosen =
    platform && !guard ? platformEntry(platform, statements, outer, source, comments) : undefined;
  if (chosen) return chosen;
  const partition = platform && !guard ? partitionInput(platform, statements, outer) : [];
  const none = { calls: "program", platform, choice: undefined, parameters: partition, start } as const;
  if (!definition) return none;
  const parameters = parametersOf(definition, source, comments);
  const uses = outer.filter((each) => each !== definition).flatMap(({ pieces }) => usesOf(pieces));
  const calls = uses.length === 0 && !guard ? "page" : "program";
  if (calls === "page") return { ...none, calls, parameters };
  const isPlain = uses.length > 0 && uses.every((use) => use === "call without arguments");
  return { ...none, parameters: isPlain ? parameters.filter(({ hasDefault }) => hasDefault) : [] };
}

/** Where a platform's program starts nothing by itself: one of its entries, with the inputs of all. */
function platformEntry(
  platform: Platform,
  statements: readonly Statement[],
  outer: readonly Statement[],
  source: string,
  comments: readonly Piece[],
): Entry | undefined {
  const entries = platformEntries(platform, outer);
  const usual = entries.at(platform.usual === "last" ? -1 : 0);
  const [first] = usual?.statement.pieces ?? [];
  if (!usual || !first) return undefined;
  const parameters = entries.flatMap(({ name, statement, isFunction }) => {
    const own = isFunction ? parametersOf(statement, source, comments) : [];
    return entries.length === 1 ? own : own.map((each) => ({ ...each, name: `${name}.${each.name}` }));
  });
  const config = platform.config ? configFields(platform.config, statements, source, comments) : [];
  return {
    calls: "program",
    platform,
    choice: { input: platform.entry, names: entries.map(({ name }) => name), usual: usual.name },
    parameters: [...parameters, ...config, ...partitionInput(platform, statements, outer)],
    start: first.start,
  };
}

/** What runs when the module does: what is in no function and no class. */
function isOuter(statements: readonly Statement[]): (statement: Statement) => boolean {
  const inner = new Set<Statement>();
  let level: number | undefined;
  for (const statement of statements) {
    if (level !== undefined && statement.indent > level) {
      inner.add(statement);
      continue;
    }
    const head = headOf(statement);
    level = head === "def" || head === "class" ? statement.indent : undefined;
  }
  return (statement) => !inner.has(statement);
}

/** `if __name__ == "__main__":` */
function isGuard({ pieces }: Statement): boolean {
  const text = pieces.map((piece) => piece.text).join("");
  return /^if\(?__name__==(["'])__main__\1\)?:/.test(text);
}

function usesOf(pieces: readonly Piece[]): readonly ("call without arguments" | "other")[] {
  return pieces.flatMap(({ kind, text }, i) => {
    if (kind !== "word" || text !== MAIN || pieces[i - 1]?.text === ".") return [];
    const isCall = pieces[i + 1]?.text === "(" && pieces[i + 2]?.text === ")";
    return [isCall ? "call without arguments" : "other"];
  });
}
