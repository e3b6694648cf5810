import type { LanguageValues } from "../host/language";
import { Dir, File } from "./api/artifacts";
import { canonical } from "./canonical";
import { inspect } from "./inspect";
import { type Decoders, decodeObjects, encodeObjects } from "./object-codec";
import { preview } from "./preview";

/** JavaScript's operations on values. @param reviveQueue restores a queue of this thread from its record */
export function javascriptValues(reviveQueue: Decoders[string]): LanguageValues {
  const decoders: Decoders = { Dir: Dir.decode, File: File.decode, Queue: reviveQueue };
  return {
    inspect,
    encode: encodeObjects,
    decode: (value) => decodeObjects(value, decoders),
    canonical,
    preview,
  };
}
