import { ERROR_MAX_LENGTH } from "@/lib/model/limits";
import type { WireError } from "@/lib/protocol/wire-error";
import type { LanguageValues, Role } from "../host/language";

/** Thrown in a task: no further attempt. */
export class NonRecoverable extends Error {
  override name = "NonRecoverable";
}
export class TimeoutError extends Error {
  override name = "TimeoutError";
}
export class QueueClosed extends Error {
  override name = "QueueClosed";
}
/** The program broke a bound or rule of Fanout; the message names it in the user's terms. */
export class FanoutError extends Error {
  override name = "FanoutError";
}

/** What a language that is not JavaScript throws: its own name, stack and position. */
export class ForeignError extends Error {
  /** @param line of the program, from 1 */
  constructor(
    override readonly name: string,
    message: string,
    override readonly stack: string,
    readonly line: number | undefined,
  ) {
    super(message);
  }
}

const KNOWN: Readonly<Record<string, new (message: string) => Error>> = {
  NonRecoverable,
  TimeoutError,
  QueueClosed,
  FanoutError,
  TypeError,
  RangeError,
  SyntaxError,
  ReferenceError,
  EvalError,
  URIError,
};

const FRAME = /main\.ts:(\d+):(\d+)/;
let address = "";

/** WebKit's stacks name a module by its URL, not by its `sourceURL`. */
export function loadedFrom(programUrl: string): void {
  address = programUrl;
}

/** A stack that names the program's module as the page knows it. */
export const readableStack = (stack: string): string =>
  address === "" ? stack : stack.replaceAll(address, "main.ts");

/** Where the program threw, in the positions of the compiled code; the page maps them to the source. */
function position(stack: string | undefined): { line: number; column: number } | undefined {
  const match = stack ? FRAME.exec(stack) : null;
  return match ? { line: Number(match[1]), column: Number(match[2]) } : undefined;
}

function text(value: unknown): string {
  try {
    return String(value).slice(0, ERROR_MAX_LENGTH);
  } catch {
    return "a value that cannot be shown as text";
  }
}

const paths = new WeakMap<object, readonly string[]>();
/** Errors of other threads for which there is no further attempt, whatever their class. */
const final = new WeakSet<object>();

/** What is shown of anything that was thrown, without trusting its accessors. @param path names from the root to the span. */
export function toWire(thrown: unknown, path: readonly string[]): WireError {
  if (typeof thrown !== "object" || thrown === null) return { name: "Thrown", message: text(thrown), path };
  try {
    const error = thrown as Partial<Error>;
    const isError = thrown instanceof Error || typeof error.message === "string";
    const stack =
      typeof error.stack === "string" ? readableStack(error.stack).slice(0, ERROR_MAX_LENGTH) : undefined;
    const message = isError ? text(error.message) : shown(thrown);
    return {
      name: isError ? text(error.name || "Error").slice(0, 200) : "Thrown",
      message,
      stack,
      ...(thrown instanceof ForeignError ? thrown.line && { line: thrown.line } : position(stack)),
      path: paths.get(thrown) ?? path,
      nonRecoverable: isNonRecoverable(thrown) || undefined,
    };
  } catch {
    return { name: "Thrown", message: "an object that cannot be read", path };
  }
}

const THROWN: Role = { name: "error", verb: "Pass" };

/** As `toWire`, with what was thrown for the caller that catches it, where it can cross. */
export function toCaller(values: LanguageValues, thrown: unknown, path: readonly string[]): WireError {
  const wire = toWire(thrown, path);
  const isText = typeof thrown === "symbol" || typeof thrown === "function";
  const copied = values.encode(isText ? wire.message : thrown, THROWN);
  return copied.problem === undefined ? { ...wire, thrown: copied.value } : wire;
}

function shown(value: object): string {
  try {
    return JSON.stringify(value)?.slice(0, ERROR_MAX_LENGTH) ?? text(value);
  } catch {
    return text(value);
  }
}

/** The error as the caller catches it: what was thrown, or one with its name, message and stack. */
export function fromWire(values: LanguageValues, wire: WireError): unknown {
  if ("thrown" in wire) {
    const thrown = values.decode(wire.thrown);
    if (wire.path) mark(thrown, wire.path);
    if (wire.nonRecoverable && typeof thrown === "object" && thrown !== null) final.add(thrown);
    return thrown;
  }
  const Known = KNOWN[wire.name] ?? Error;
  const error = new Known(wire.message);
  if (error.name !== wire.name)
    Object.defineProperty(error, "name", { value: wire.name, configurable: true, writable: true });
  if (wire.stack)
    Object.defineProperty(error, "stack", { value: wire.stack, configurable: true, writable: true });
  if (wire.path) paths.set(error, wire.path);
  if (wire.nonRecoverable) final.add(error);
  return error;
}

/** Remembers in which span an error was thrown, so that the callers it passes through do not claim it. */
export function mark(thrown: unknown, path: readonly string[]): void {
  if (typeof thrown === "object" && thrown !== null && !paths.has(thrown)) paths.set(thrown, path);
}

/** No further attempt is made after this error. */
export const markFinal = (error: Error): void => void final.add(error);

export const isNonRecoverable = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  (thrown instanceof NonRecoverable || thrown.name === "NonRecoverable" || final.has(thrown));
