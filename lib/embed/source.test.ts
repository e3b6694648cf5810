import { expect, test } from "vitest";
import { PROGRAM_MAX_BYTES } from "@/lib/model/limits";
import { PROGRAM_MAX_LENGTH } from "./source";

// The element imports nothing of ours, so it has the bound a second time.
test("the element takes programs as long as any", () => {
  expect(PROGRAM_MAX_LENGTH).toBe(PROGRAM_MAX_BYTES);
});
