import { beforeAll, expect, test } from "vitest";
import { type Interpreter, interpreterOf } from "@/lib/runner/python/interpreter";
import { BOOT_LIMIT_MS, bootPython } from "@/lib/runner/python/testing/boot";
import { programsIn, snippetsIn } from "@/scripts/conformance/cases.mjs";
import { differencesFromAll } from "@/scripts/conformance/compare.mjs";
import { jobDifferences, jobsIn } from "@/scripts/conformance/jobs.mjs";
import { platformProgramsIn, platformSnippetsIn } from "@/scripts/conformance/platform-cases.mjs";
import { inRoot } from "@/scripts/paths.mjs";
import { localHost } from "./local-host";

const RECORDED = inRoot("tests/conformance/python/recorded");

let python: Interpreter;
const host = localHost();

beforeAll(async () => {
  python = interpreterOf(await bootPython());
  python.attach(host.api);
}, BOOT_LIMIT_MS);

/** Runs a program in the local mode of its library, without an engine. */
async function run(source: string) {
  const outcome = await python.runMain({ span: 1 }, source, JSON.stringify({ inputs: {} }));
  python.takeOutput();
  const error = outcome instanceof Error ? { name: outcome.name, message: outcome.message } : undefined;
  return { status: error ? "failed" : "succeeded", error, logs: host.takeLines(), wallMs: 0 };
}

const cases = [RECORDED, `${RECORDED}/more`].flatMap((folder) => [
  ...platformProgramsIn(folder),
  ...platformSnippetsIn(folder),
  ...[...programsIn(folder), ...snippetsIn(folder)].filter(({ name }) => name.startsWith("dagster/")),
]);

test.each(cases.map((each) => [each.name, each] as const))(
  "%s is as recorded",
  async (_, { source, versions }) => {
    expect(differencesFromAll(await run(source), versions)).toEqual([]);
  },
);

const jobs = [RECORDED, `${RECORDED}/more`].flatMap(jobsIn).filter(({ isLocal }) => isLocal);

test.each(jobs.map((each) => [each.name, each] as const))(
  "%s is as recorded",
  async (_, { source, recorded }) => {
    const { error, logs } = await run(source);
    expect(error).toBeUndefined();
    expect(jobDifferences(logs, recorded)).toEqual([]);
  },
);
