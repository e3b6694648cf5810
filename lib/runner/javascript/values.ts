import type { Copied, Inspection, LanguageValues, Role } from "../host/language";
import { FanoutError } from "../remote/errors";
import { ARGUMENTS } from "../remote/payload";
import { canonical } from "./canonical";
import { Copier, type How, Refusal } from "./copy/copier";
import type { ErrorClasses } from "./copy/error-classes";
import { type Decoders, decodeObjects } from "./copy/object-codec";
import { digest } from "./digest";
import { preview } from "./preview";
import { textOfValue, valueOfText } from "./value-text";

const isPlain = (value: unknown): boolean =>
  (typeof value !== "object" && typeof value !== "function" && typeof value !== "symbol") || value === null;

const primitiveBytes = (value: unknown): number => (typeof value === "string" ? value.length * 2 : 8);

/**
 * JavaScript's operations on values.
 * @param decoders of the SDK's classes of this thread
 * @param classes of errors of this thread
 */
export function javascriptValues(decoders: Decoders, classes: ErrorClasses): LanguageValues {
  const walk = (value: unknown, role: Role, how: How): Copied => {
    if (isPlain(value)) return { value, bytes: primitiveBytes(value), encoded: false };
    const copier = new Copier(role, how, decoders, classes);
    try {
      const copy = copier.run(value);
      return { value: copy, bytes: copier.bytes, encoded: copier.encoded };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { value: undefined, bytes: copier.bytes, encoded: false, problem: error.text };
    }
  };
  return {
    inspect: (value, role): Inspection => walk(value, role, "inspect"),
    copy: (value, role) => walk(value, role, "copy"),
    encode: (value, role) => walk(value, role, "encode"),
    decode: (value) => decodeObjects(value, decoders, classes),
    isCopied: (value) => !isPlain(value),
    canonical,
    digest,
    preview,
    argumentsText(args, max) {
      const { value, problem } = walk(args, ARGUMENTS, "encode");
      return problem === undefined ? textOfValue(value, max) : undefined;
    },
    argumentsOf(text) {
      try {
        const args = decodeObjects(valueOfText(text), decoders, classes);
        if (Array.isArray(args)) return args;
      } catch {
        // Said below.
      }
      throw new FanoutError("the arguments that were kept cannot be read; run the whole program again");
    },
  };
}
