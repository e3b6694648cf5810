import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { machineOf } from "@/lib/app/run/machine";
import { examples } from "@/lib/examples";
import { pythonExamples } from "@/lib/examples/python";
import { findRecorded } from "@/lib/examples/recorded";
import { compile as compilePython } from "@/lib/language/python/compile";
import { compile } from "@/lib/language/typescript/compile";
import { reportSchema } from "@/lib/protocol/report";

const all = [
  ...examples.map((example) => ({ ...example, compile })),
  ...pythonExamples.map((example) => ({ ...example, compile: compilePython })),
];

/** What lessons and embeds show before the first run; `npm run record` makes it. */
describe("the recorded results", () => {
  it("are one per example, and no others", () => {
    const files = readdirSync(new URL("../../lib/examples/recorded", import.meta.url));
    const names = files.filter((file) => file.endsWith(".json")).map((file) => file.slice(0, -5));
    expect(names.sort()).toEqual(all.map(({ name }) => name).sort());
  });

  it.each(all.map((example) => [example.name, example] as const))(
    "%s is complete, and of the current program",
    async (name, { source, settings, compile }) => {
      const run = await findRecorded(name);
      if (run === undefined) throw new Error("run `npm run record`");
      const { report, recordedAt } = run;
      expect(reportSchema.parse(report)).toEqual(report);
      const compiled = compile(source);
      if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
      expect(report.program.hash, `the program has changed: npm run record -- ${name}`).toBe(
        compiled.program.hash,
      );
      expect(report.settings).toMatchObject({ ...settings, rounds: settings.rounds ?? 7 });
      expect(report.strategies.map(({ strategy }) => strategy)).toEqual(report.settings.strategies);
      for (const { status, tree } of report.strategies) {
        expect(status).toBe("succeeded");
        expect(tree).toBeDefined();
      }
      expect(recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(JSON.stringify(run).length).toBeLessThan(60_000);
      expect(machineOf(report.environment)).toMatch(/^Chromium \d+ on \w+, \d+ cores?$/);
    },
  );
});

it("an unknown example has none", async () => {
  expect(await findRecorded("none")).toBeUndefined();
  expect(await findRecorded("toString")).toBeUndefined();
});
