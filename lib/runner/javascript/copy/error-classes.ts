import { FanoutError, NonRecoverable, QueueClosed, TimeoutError } from "../../remote/errors";

type ErrorClass = new (...args: never[]) => Error;

const NATIVE: readonly (readonly [name: string, made: ErrorClass])[] = [
  ["TypeError", TypeError],
  ["RangeError", RangeError],
  ["SyntaxError", SyntaxError],
  ["ReferenceError", ReferenceError],
  ["EvalError", EvalError],
  ["URIError", URIError],
  ["AggregateError", AggregateError],
  ["NonRecoverable", NonRecoverable],
  ["TimeoutError", TimeoutError],
  ["QueueClosed", QueueClosed],
  ["FanoutError", FanoutError],
];

/** Not every browser has it yet. */
const { SuppressedError } = globalThis as { SuppressedError?: ErrorClass };
const KNOWN: typeof NATIVE = SuppressedError ? [...NATIVE, ["SuppressedError", SuppressedError]] : NATIVE;

/** The classes of errors of one thread: JavaScript's, the SDK's and those that the program declares. */
export class ErrorClasses {
  private readonly byName = new Map<string, ErrorClass>(KNOWN);
  private readonly names = new Map<unknown, string>(KNOWN.map(([name, made]) => [made, name]));

  /** Adds classes that the program declares; of two with one name, the program's counts. */
  add(classes: Readonly<Record<string, unknown>>): void {
    for (const [name, made] of Object.entries(classes)) {
      if (typeof made !== "function" || !(made.prototype instanceof Error)) continue;
      this.byName.set(name, made as ErrorClass);
      this.names.set(made, name);
    }
  }

  /** The name of an error's class, or of the nearest known class above it. */
  nameOf(error: Error): string {
    if (typeof DOMException === "function" && error instanceof DOMException) return "DOMException";
    for (let at: unknown = error; at; at = Object.getPrototypeOf(at)) {
      const made = Object.hasOwn(at as object, "constructor")
        ? (at as { constructor: unknown }).constructor
        : undefined;
      const name = this.names.get(made);
      if (name !== undefined) return name;
    }
    return "Error";
  }

  /** An error of a class. Its constructor is not called: it may want other arguments. */
  make(type: string, message: string, name: string): Error {
    if (type === "DOMException" && typeof DOMException === "function") return new DOMException(message, name);
    const made = Reflect.construct(Error, [message], this.byName.get(type) ?? Error) as Error;
    if (made.name !== name) define(made, "name", name, false);
    return made;
  }
}

/** Defines a property like any other, also where a setter or a prototype has its name. */
export function define(on: object, key: string, value: unknown, enumerable = true): void {
  Object.defineProperty(on, key, { value, enumerable, configurable: true, writable: true });
}
