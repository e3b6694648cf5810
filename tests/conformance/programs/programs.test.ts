import { describe, expect, it } from "vitest";
import { strategyReport } from "@/lib/analysis/report/report";
import { runProgram } from "@/lib/engine/testing/run-program";
import { outcomeOf } from "@/lib/engine/wire-mapping";
import { programCases } from ".";
import { strategiesOf, verdict } from "./program-case";

// In virtual time; tests/e2e/programs.spec.ts runs them in a browser.

for (const program of programCases.filter(({ isReal }) => !isReal)) {
  describe(`${program.name}: ${program.says}`, () => {
    const test = program.isPending ? it.skip : it;
    test.each(strategiesOf(program))("%s", async (strategy) => {
      const { strategies: _, rounds: __, timeBudgetMs: ___, ...settings } = program.settings ?? {};
      const { end, trace } = await runProgram(program.code, strategy, settings);
      const { is, should } = verdict(
        program,
        strategyReport(strategy, [{ trace, outcome: outcomeOf(end) }], 0),
      );
      expect(is).toEqual(should);
    });
  });
}
