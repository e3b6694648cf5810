import { depthOf } from "@/lib/base/json-depth";
import { JSON_MAX_DEPTH } from "@/lib/model/limits";
import type { OutputText } from "@/lib/protocol/page";

/** JSON has up to four levels for one of a value: a Map's record, its list, a pair, and what is in it. */
const MAX_DEPTH = 4 * JSON_MAX_DEPTH;

interface Output {
  readonly value: unknown;
  /** Something was left out. */
  readonly truncated: boolean;
}

/** The output that the engine encoded. Text that it cannot have written is shown as an output that was left out. */
export function readOutput({ json, truncated }: OutputText): Output {
  try {
    const value: unknown = JSON.parse(json);
    if (depthOf(value, MAX_DEPTH) <= MAX_DEPTH) return { value, truncated };
  } catch {
    // As too deep.
  }
  return { value: { $fanout: "omitted", deep: 1 }, truncated: true };
}
