import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildReport, strategyReport } from "@/lib/analysis/report/report";
import { anyTrace } from "@/lib/analysis/testing/random-trace";
import { outputText } from "@/lib/engine/output";
import { defaultSettings } from "@/lib/model/settings";
import { reportSchema, strategyReportSchema } from "@/lib/protocol/report";
import { anyValue } from "@/lib/testing/arbitraries";

describe("a report", () => {
  it("matches its schema for any recording and output, also as JSON", () => {
    fc.assert(
      fc.property(anyTrace, anyValue, (trace, output) => {
        const report = buildReport({
          program: { name: "p", hash: "h" },
          inputs: {},
          settings: defaultSettings(2),
          environment: { cores: 2, userAgent: "", crossOriginIsolated: false, timerStepMs: 0.1 },
          strategies: [
            {
              strategy: "pooled",
              rounds: [
                {
                  trace,
                  outcome: { status: "succeeded", wallMs: 100, output: outputText(output), artifacts: [] },
                },
              ],
            },
          ],
        });
        const parsed = reportSchema.parse(JSON.parse(JSON.stringify(report)));
        expect(parsed).toEqual(report);
      }),
    );
  });

  it("of a strategy that never ran matches it too", () => {
    const empty = strategyReport("dynamic", [], 0.1);
    expect(strategyReportSchema.parse(empty)).toEqual(empty);
  });
});
