import { describe, expect, test } from "vitest";
import { strategyReport } from "@/lib/analysis/report/report";
import { runProgram } from "@/lib/engine/testing/run-program";
import { outcomeOf } from "@/lib/engine/wire-mapping";
import { awaited, contextCase, iterated } from "./context";
import { strategiesOf, verdict } from "./program-case";

describe("each call belongs to the body that made it:", () => {
  for (const part of [...awaited, ...iterated]) {
    const program = contextCase(part.name, [part]);
    test.each(strategiesOf(program))(`${part.name}, %s`, async (strategy) => {
      const { end, trace } = await runProgram(program.code, strategy, { concurrency: 3 });
      const { is, should } = verdict(
        program,
        strategyReport(strategy, [{ trace, outcome: outcomeOf(end) }], 0),
      );
      expect(is).toEqual(should);
    });
  }
});
