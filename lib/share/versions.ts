import type * as z from "zod";
import { reasonOf } from "@/lib/base/text-of";
import { describeIssues } from "./issues";

/**
 * A format's history: one small schema a version, and one step from each to the next. What is read passes the schema
 * it was written under, then every step up to today, each checked by the schema it leads to. A version, once
 * published, never changes but for keys that may be left out; anything else is a version of its own, added by `next`.
 */
export interface Versions<T> {
  /** The number under which things are written today. */
  readonly current: number;
  /** Never throws. @param version the number that `value` was written under */
  read(version: number, value: unknown): Read<T>;
  /** The next version. @param upgrade makes it of the one before; may throw where that cannot be done */
  next<U>(schema: z.ZodType<U>, upgrade: (older: T) => unknown): Versions<U>;
}

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  /** `newer`: written under a version that is not known here yet, so it must be left as it is. */
  | { readonly ok: false; readonly newer: boolean; readonly message: string };

/** @param first the number of the oldest version that can still be read */
export function firstVersion<T>(schema: z.ZodType<T>, first = 1): Versions<T> {
  return link(first, (version, value) =>
    version === first
      ? parse(schema, value)
      : { ok: false, newer: false, message: `Unknown version ${version}.` },
  );
}

type Reader<T> = (version: number, value: unknown) => Read<T>;

function link<T>(current: number, reader: Reader<T>): Versions<T> {
  const read: Reader<T> = (version, value) =>
    version >= current + 1
      ? {
          ok: false,
          newer: true,
          message: `Version ${version} needs a newer Fanout (this page reads up to ${current}).`,
        }
      : reader(version, value);
  return {
    current,
    read,
    next: (schema, upgrade) =>
      link(current + 1, (version, value) => {
        if (version === current + 1) return parse(schema, value);
        const older = read(version, value);
        if (!older.ok) return older;
        try {
          return parse(schema, upgrade(older.value));
        } catch (error) {
          const message = reasonOf(error);
          return {
            ok: false,
            newer: false,
            message: `Version ${current} could not be upgraded: ${message}`,
          };
        }
      }),
  };
}

function parse<T>(schema: z.ZodType<T>, value: unknown): Read<T> {
  const parsed = schema.safeParse(value);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, newer: false, message: describeIssues(parsed.error) };
}
