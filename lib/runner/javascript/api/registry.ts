import { unknownOption } from "@/lib/base/unknown-option";
import type { Body, Definition } from "../../host/language";
import { FanoutError, markFinal } from "../../remote/errors";

const MARK = Symbol("fanout definition");

/** A callable that a program holds, with its definition. */
export type Callable = Body & { readonly [MARK]?: Definition };

export const definitionOf = (value: unknown): Definition | undefined =>
  typeof value === "function" ? (value as Callable)[MARK] : undefined;

/** Where a definition is in the source. */
interface DefinitionSite {
  readonly binding: string;
  readonly line: number;
}

/** What the program defines while it loads. Names are unique, and nothing can be added afterwards. */
export class Registry {
  readonly byName = new Map<string, Definition>();
  /** The callables that the program holds, by name. */
  readonly callables = new Map<string, Callable>();
  private readonly places: DefinitionSite[] = [];
  private environments = 0;
  private queues = 0;
  loading = true;

  constructor(private readonly versions: Readonly<Record<string, string>>) {}

  /** Wraps the definition calls in the compiled program: gives them their variable's name and line. */
  define = (binding: string, line: number, _column: number, make: () => unknown): unknown => {
    this.places.push({ binding, line });
    const depth = this.places.length;
    try {
      return make();
    } finally {
      this.places.length = depth - 1;
    }
  };

  place(): DefinitionSite | undefined {
    return this.places.pop();
  }

  version(name: string): string {
    return this.versions[name] ?? "";
  }

  nextEnvironment(): string {
    this.environments++;
    return this.environments === 1 ? "environment" : `environment ${this.environments}`;
  }

  /** Id of a queue at the top level: the same in every worker. */
  nextQueue(): string {
    return `program ${++this.queues}`;
  }

  callable(definition: Definition, call: (...args: unknown[]) => unknown): Callable {
    const made: Callable = Object.defineProperties(call, {
      [MARK]: { value: definition },
      taskName: { value: definition.name },
      name: { value: definition.name, configurable: true },
    });
    this.callables.set(definition.name, made);
    return made;
  }

  add(definition: Definition): Definition {
    if (!this.loading) {
      throw new FanoutError(
        `${definition.kind} "${definition.name}" was created while the program was running. Move it to the top level.`,
      );
    }
    const other = this.byName.get(definition.name);
    if (other)
      throw new FanoutError(
        `two definitions are named "${definition.name}"${other.line ? ` (the other is in line ${other.line})` : ""}; names are unique`,
      );
    this.byName.set(definition.name, definition);
    return definition;
  }
}

/** The program uses the SDK in a way that fails at every attempt: no other follows. */
export function misuse(message: string): TypeError {
  const error = new TypeError(message);
  markFinal(error);
  return error;
}

export function nameOf(fn: Body, option: unknown, place: DefinitionSite | undefined, what: string): string {
  if (option !== undefined && (typeof option !== "string" || option === ""))
    throw misuse(`${what}: \`name\` must be a string`);
  const name = (option as string | undefined) ?? (fn.name || place?.binding);
  if (!name)
    throw new FanoutError(`this ${what} needs a name. Assign it to a variable or add { name: "…" }.`);
  return name.slice(0, 200);
}

export function checkFunction(fn: unknown, what: string): Body {
  if (typeof fn !== "function")
    throw misuse(`\`${what}\` needs a function, not ${fn === null ? "null" : typeof fn}`);
  return fn;
}

export function checkOptions(
  options: unknown,
  known: readonly string[],
  what: string,
): Record<string, unknown> {
  if (options === undefined) return {};
  if (typeof options !== "object" || options === null) throw misuse(`${what}: options must be an object`);
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) throw misuse(unknownOption(what, key, known));
  }
  return options as Record<string, unknown>;
}

/** ms, or undefined for no limit. */
export function timeLimit(value: unknown, what: string): number | undefined {
  if (value === undefined || value === Number.POSITIVE_INFINITY) return undefined;
  if (typeof value !== "number" || !(value > 0))
    throw misuse(`${what} must be a number of ms greater than 0`);
  return value;
}

export function wholeNumber(value: unknown, what: string, least: number): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value) || value < least)
    throw misuse(`${what} must be a whole number of at least ${least}`);
  return value;
}
