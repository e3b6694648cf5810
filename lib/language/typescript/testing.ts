import { Lines, SCRIPT_BREAKS } from "../lines";
import type { Diagnostic, Program, SourcePosition } from "../program";
import { compile } from "./compile";

/** What tests of this folder share. */

export function programOf(source: string): Program {
  const result = compile(source);
  if (!result.ok) throw new Error(`does not compile: ${JSON.stringify(result.errors)}\n${source}`);
  return result.program;
}

export function errorsOf(source: string): readonly Diagnostic[] {
  const result = compile(source);
  if (result.ok) throw new Error(`compiles, and should not:\n${source}`);
  return result.errors;
}

/** A module around `body`, with an entry. What `body` uses of the SDK is imported by the caller's own line. */
export const withEntry = (body: string, imports = "workflow") =>
  `import { ${imports} } from "fanout";\n${body}\nexport default workflow(async () => 1, { name: "entry" });\n`;

/** The edited code without what every program has around it. */
export function editedBody(body: string, imports?: string): string {
  const lines = programOf(withEntry(body, imports)).code.split("\n");
  return lines.slice(1, 1 + body.split("\n").length).join("\n");
}

/** Offset, line and column of each token-like word of a text. */
export function placesOf(
  text: string,
  word: RegExp,
  breaks = SCRIPT_BREAKS,
): { text: string; offset: number; place: SourcePosition }[] {
  const lines = new Lines(text, breaks);
  return [...text.matchAll(word)].map((match) => ({
    text: match[0],
    offset: match.index,
    place: lines.place(match.index),
  }));
}

export type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: unknown };
interface Step {
  readonly saved: number;
  readonly outcome: Outcome;
}

/**
 * A runtime's part of the bargain, as plainly as it can be written: a context is a number, 0 is none.
 * `current` is what a program's calls would belong to.
 */
export function referenceRuntime() {
  const succeeded = (value: unknown): Outcome => ({ ok: true, value });
  const failed = (error: unknown): Outcome => ({ ok: false, error });
  const open = (outcome: Outcome) => {
    if (outcome.ok) return outcome.value;
    throw outcome.error;
  };
  const runtime = {
    current: 0,
    save: () => runtime.current,
    settle: (value: unknown) => Promise.resolve(value).then(succeeded, failed),
    resume(saved: number, outcome: Outcome) {
      runtime.current = saved;
      return open(outcome);
    },
    enter(saved: number) {
      runtime.current = saved;
    },
    keep: (value?: unknown) => Promise.resolve(succeeded(value)),
    second: (_before: unknown, value: unknown, _after: unknown) => value,
    adopt: (value: unknown) => value,
    holding: undefined as unknown,
    hold(_saved: number, value: unknown) {
      runtime.holding = value;
      return false;
    },
    sent: () => runtime.holding,
    iterate(values: AsyncIterable<unknown> | Iterable<unknown>) {
      const saved = runtime.current;
      return { [Symbol.asyncIterator]: () => steps(values, saved) };
    },
    unwrap({ saved, outcome }: Step) {
      runtime.current = saved;
      return open(outcome);
    },
    define: (_binding: string, _line: number, _column: number, make: () => unknown) => make(),
  };
  function steps(values: AsyncIterable<unknown> | Iterable<unknown>, saved: number): AsyncIterator<Step> {
    const iterator =
      Symbol.asyncIterator in values ? values[Symbol.asyncIterator]() : values[Symbol.iterator]();
    let isOver = false;
    return {
      async next() {
        try {
          const { done, value } = await iterator.next();
          if (done) return { done: true, value: undefined };
          return { done: false, value: { saved, outcome: succeeded(await value) } };
        } catch (error) {
          isOver = true;
          return { done: false, value: { saved, outcome: failed(error) } };
        }
      },
      async return() {
        if (!isOver) await iterator.return?.();
        return { done: true, value: undefined };
      },
    };
  }
  return runtime;
}

const workflow = (fn: unknown) => fn;
const sdk = {
  workflow,
  task: workflow,
  dynamic: workflow,
  sleep: (ms: number) => new Promise((done) => setTimeout(done, ms)),
};

/** Loads a module as a runner does, with `fanout` being a few plain functions. */
export async function load(code: string, runtime: object): Promise<Record<string, unknown>> {
  Object.assign(globalThis, { __fanout: { ...runtime, sdk } });
  // Two loads of the same text must be two modules.
  loads++;
  return import(/* @vite-ignore */ `data:text/javascript,/*${loads}*/${encodeURIComponent(code)}`);
}
let loads = 0;
