import { existsSync, readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
import { describe, expect, test } from "vitest";
import type { RefereeId, RefereeRecord } from "@/lib/protocol/referee";
import { compareRecords } from "@/lib/referee/compare";
import { readRecord } from "@/lib/referee/read-record";
import { interpreterOf, type Pyodide } from "@/lib/runner/python/interpreter";
import { realPackage } from "@/lib/runner/python/real-package";
import { BOOT_LIMIT_MS, bootPython, pythonModules } from "@/lib/runner/python/testing/boot";
import { packs } from "@/scripts/generate/packs.mjs";
import { inRoot } from "@/scripts/paths.mjs";
import { localHost } from "./local-host";
import { refereeProgramsIn } from "./referee-programs";

/** What the program does with Fanout's library, in a separate interpreter. */
async function here(module: RefereeId, source: string): Promise<RefereeRecord> {
  const python = interpreterOf(await bootPython());
  python.attach(localHost().api);
  const given = JSON.stringify(JSON.stringify({ source }));
  const main = `import _referee.here\n_referee.here.perform("${module}", ${given})\n`;
  const outcome = await python.runMain({ span: 1 }, main, JSON.stringify({ inputs: {} }));
  if (outcome instanceof Error) throw outcome;
  const { value } = JSON.parse(python.takeOutput() ?? "{}") as { value: string };
  return readRecord(value);
}

/** The same with the real package, of a pack. */
async function real(module: RefereeId, source: string, pack: string): Promise<RefereeRecord> {
  const python = (await loadPyodide()) as unknown as Pyodide;
  const bytes = new Uint8Array(readFileSync(inRoot("generated/packs", pack))).buffer;
  const found = await realPackage(python, bytes, pythonModules);
  found.prepare(module);
  return readRecord(await found.perform({ module, program: { source, inputs: {} } }));
}

const sourceOf = (file: string): string => readFileSync(inRoot(file), "utf8");

test.each([
  ["dagster", ["load", "count"]],
  [
    "flytekit",
    ["length(word='apple')", "length(word='fig')", "length(word='pear')", "total(lengths=[5, 3, 4])"],
  ],
  ["flyte", ["length(word='apple')", "length(word='fig')", "length(word='pear')", "count_letters()"]],
] as const)(
  "what a program of %s does in Fanout is written down",
  async (module, steps) => {
    const record = await here(module, sourceOf(`tests/platforms/words_${module}.py`));
    expect(record.raised).toBeNull();
    expect(record.isEntry).toBe(true);
    const found = new Set(record.log.flatMap(({ step }) => (step === null ? [] : [step])));
    if (module === "dagster") expect([...found].length).toBeGreaterThan(2);
    else expect([...found]).toEqual(steps);
  },
  BOOT_LIMIT_MS,
);

test(
  "a job with partitions runs the last one, as the page does",
  async () => {
    const source =
      'from dagster import StaticPartitionsDefinition, asset\n@asset(partitions_def=StaticPartitionsDefinition(["a", "b"]))\ndef day(context) -> str: return context.partition_key\n';
    const { raised, outputs } = await here("dagster", source);
    expect(raised).toBeNull();
    expect(outputs).toEqual({ day: "'b'" });
  },
  BOOT_LIMIT_MS,
);

/** `npm run test:referee`: a program takes some 10 s of processor time. */
const wanted = process.env.FANOUT_REFEREE;

describe.runIf(wanted !== undefined)("the real packages", () => {
  const found = packs();
  test.each(refereeProgramsIn(wanted ?? ""))(
    "%s gives the same with the real package",
    async (_, module, file) => {
      const pack = found[module];
      expect(pack && existsSync(inRoot("generated/packs", pack.file)), "npm run packs").toBe(true);
      if (!pack) return;
      const source = sourceOf(file);
      const { differences } = compareRecords(
        await here(module, source),
        await real(module, source, pack.file),
      );
      expect(differences).toEqual([]);
    },
    BOOT_LIMIT_MS,
  );
});
