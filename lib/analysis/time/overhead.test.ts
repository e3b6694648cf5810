import { expect, it } from "vitest";
import { letters } from "@/lib/examples/lessons/letters";
import { worthwhileItemMs } from "./overhead";

it("is the formula of the first lesson, with the same figures", () => {
  const [, overhead, share, result] =
    /overhead of (\d+) s and a share of (\d+)% it is (\d+) s/.exec(letters.look) ?? [];
  expect(Number(share)).toBe(10);
  expect(worthwhileItemMs(Number(overhead) * 1_000)).toBeCloseTo(Number(result) * 1_000, 6);
});
