import { retryRule } from "@/lib/sdk/policy/retry";
import type { Thread } from "../execute/thread";
import type { Body, Definition } from "../host/language";
import { FanoutError } from "../remote/errors";

/** What Python says of a definition; lib/python/_fanout/define.py. */
export interface DefinitionRecord {
  readonly kind: Definition["kind"];
  readonly name: string;
  readonly retries?: unknown;
  /** ms */
  readonly timeout?: number;
  readonly cache?: boolean;
  readonly cacheVersion?: string;
  readonly environment?: Definition["environment"];
  readonly maxParallelism?: number;
  readonly finishRunnable?: boolean;
}

const wholeNumber = (value: number | undefined, what: string): number | undefined => {
  if (value !== undefined && !(Number.isInteger(value) && value >= 1))
    throw new TypeError(`${what} must be a whole number of at least 1`);
  return value;
};

/** The definitions of one thread's program. Any function that another worker finds by its name is a task as well. */
export class Definitions {
  private readonly byName = new Map<string, Definition>();

  constructor(
    private readonly thread: Thread,
    private readonly bodyOf: (definition: Pick<Definition, "kind" | "name">) => Body,
    private readonly hasFunction: (name: string) => boolean,
  ) {}

  clear(): void {
    this.byName.clear();
  }

  /** @throws TypeError for options that make no sense */
  add(record: DefinitionRecord): void {
    this.byName.set(record.name, this.made(record));
  }

  /** @throws TypeError for options that make no sense */
  made(record: DefinitionRecord): Definition {
    const { kind, name, timeout } = record;
    // All are the program's own: a scanner does not find every name, such as that of a launch plan.
    const { versions } = this.thread.init;
    if (timeout !== undefined && !(timeout > 0))
      throw new TypeError(`${name}: timeout is a number of ms above 0`);
    return {
      kind,
      name,
      fn: this.bodyOf(record),
      retry: retryRule(record.retries, name),
      timeoutMs: timeout === Number.POSITIVE_INFINITY ? undefined : timeout,
      cache: record.cache === true,
      cacheVersion: record.cacheVersion ?? "",
      version: versions[name] ?? Object.values(versions)[0] ?? "",
      environment: record.environment,
      maxParallelism: wholeNumber(record.maxParallelism, `${name}: maxParallelism`),
      finishRunnable: record.finishRunnable === true,
    };
  }

  find(name: string): Definition | undefined {
    const known = this.byName.get(name);
    if (known || !this.hasFunction(name)) return known;
    this.add({ kind: "task", name });
    return this.byName.get(name);
  }

  /** @throws FanoutError where the program has none of that name */
  need(name: string): Definition {
    const found = this.find(name);
    if (!found) throw new FanoutError(`the program has no task "${name}"`);
    return found;
  }
}
