import type { Incremental } from "@/lib/base/incremental";
import { breakEvensOf } from "./break-even";
import { changesOf } from "./changes";
import type { Numbers } from "./numbers";
import type { Consequences } from "./outcome";

export function* consequencesOf(numbers: Numbers): Incremental<Consequences> {
  const changes = yield* changesOf(numbers);
  return { changes, breakEvens: yield* breakEvensOf(numbers) };
}
