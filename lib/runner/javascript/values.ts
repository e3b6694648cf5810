import type { LanguageValues } from "../host/language";
import { canonical } from "./canonical";
import { decodeObjects } from "./decode-objects";
import { inspect } from "./inspect";
import { encodeObjects } from "./object-codec";
import { preview } from "./preview";

/** JavaScript's operations on values. @param reviveQueue restores a queue of this thread from its record */
export const javascriptValues = (
  reviveQueue: (record: Record<string, unknown>) => unknown,
): LanguageValues => ({
  inspect,
  encode: encodeObjects,
  decode: (value) => decodeObjects(value, { Queue: reviveQueue }),
  canonical,
  preview,
});
