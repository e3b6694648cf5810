import { ERROR_MAX_LENGTH } from "@/lib/model/limits";
import { readableStack } from "../../remote/errors";
import { define, type ErrorClasses } from "./error-classes";
import { OBJECT_TAG } from "./object-tag";

/** An error as it crosses: structured clone keeps neither its own fields nor every class. */
export interface ErrorRecord {
  readonly [OBJECT_TAG]: "Error";
  /** The name of its class. */
  readonly type: string;
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  /** Its own properties but those above: `cause`, `errors` and what the program added. */
  readonly fields: Record<string, unknown>;
  /** Of the fields, those that are not enumerable, as `cause` is. */
  readonly hidden: readonly string[];
}

const CARRIED = new Set(["name", "message", "stack"]);

function text(read: () => unknown): string | undefined {
  try {
    const value = read();
    return value === undefined ? undefined : String(value).slice(0, ERROR_MAX_LENGTH);
  } catch {
    return undefined;
  }
}

export const fieldsOf = (error: Error): string[] =>
  Object.getOwnPropertyNames(error).filter((name) => !CARRIED.has(name));

/** The record of an error, still without fields. Survives accessors that throw. */
export function errorRecord(error: Error, classes: ErrorClasses): ErrorRecord {
  const isHidden = (name: string) => !Object.prototype.propertyIsEnumerable.call(error, name);
  const stack = text(() => error.stack);
  return {
    [OBJECT_TAG]: "Error",
    type: classes.nameOf(error),
    name: text(() => error.name) ?? "Error",
    message: text(() => error.message) ?? "",
    stack: stack === undefined ? undefined : readableStack(stack),
    fields: {},
    hidden: fieldsOf(error).filter(isHidden),
  };
}

/** The error of a record, still without fields. */
export function restoredError({ type, name, message, stack }: ErrorRecord, classes: ErrorClasses): Error {
  const error = classes.make(type, message, name);
  define(error, "stack", stack, false);
  return error;
}

export function restoreFields(error: Error, { fields, hidden }: ErrorRecord): void {
  for (const [name, value] of Object.entries(fields)) define(error, name, value, !hidden.includes(name));
}
