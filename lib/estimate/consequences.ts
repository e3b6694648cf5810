import type { Incremental } from "@/lib/base/incremental";
import { breakEvensOf } from "./break-even";
import { changesOf } from "./changes";
import { estimating } from "./estimate";
import type { Numbers } from "./numbers";
import type { Consequences } from "./outcome";

export function* consequencesOf(numbers: Numbers): Incremental<Consequences> {
  const { decision } = yield* estimating(numbers, 1);
  const changes = yield* changesOf(numbers, decision.take);
  return { changes, breakEvens: yield* breakEvensOf(numbers) };
}
