import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { programsIn, snippetsIn } from "../../scripts/conformance/cases.mjs";
import { differencesFromAll } from "../../scripts/conformance/compare.mjs";
import { jobDifferences, jobsIn } from "../../scripts/conformance/jobs.mjs";
import { inRoot } from "../../scripts/paths.mjs";
import { preparePythonPage } from "../../scripts/python-lab.mjs";

const RECORDED = inRoot("tests/conformance/python/recorded");
/** Cases that do not give what is recorded, each with its reason. */
const DIFFERS: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(`${RECORDED}/differs.json`, "utf8"),
);

type Run = Awaited<ReturnType<typeof preparePythonPage>>;
type Case = ReturnType<typeof programsIn>[number];

async function check(run: Run, cases: readonly Case[]): Promise<void> {
  for (const { name, source, spawns, isLocal, versions } of cases) {
    const request = {
      source,
      start: "main",
      spawns,
      isLocal,
      strategy: "pooled",
      workers: 1,
      timeoutMs: 60_000,
    } as const;
    const answer = await run(request);
    const differ = differencesFromAll(answer, versions);
    if (name in DIFFERS)
      expect.soft(differ, `${name} holds now: remove it from differs.json`).not.toEqual([]);
    else expect.soft(differ, name).toEqual([]);
  }
}

test("recorded programs of Python's standard library give what CPython gave @slow", async ({
  page,
  baseURL,
}) => {
  await check(await preparePythonPage(page, baseURL ?? ""), programsIn(RECORDED));
});

test("recorded jobs of Dagster do what they did with its executor of processes", async ({
  page,
  baseURL,
}) => {
  const run = await preparePythonPage(page, baseURL ?? "");
  for (const { name, source, isLocal, recorded } of jobsIn(RECORDED)) {
    if (isLocal) continue;
    const answer = await run({ source, start: "main", strategy: "pooled", workers: 2, timeoutMs: 60_000 });
    expect.soft(answer.error, name).toBeUndefined();
    expect.soft(jobDifferences(answer.logs, recorded), name).toEqual([]);
  }
});

test("more recorded programs of Python's standard library give what CPython gave @slow", async ({
  page,
  baseURL,
}) => {
  test.setTimeout(600_000);
  await check(await preparePythonPage(page, baseURL ?? ""), programsIn(`${RECORDED}/more`));
});

test("recorded misuses of Python's standard library raise what CPython raised @slow", async ({
  page,
  baseURL,
}) => {
  test.setTimeout(900_000);
  // Each starts Python anew: a third of them here, all in `npm run conformance -- tests/conformance/python/recorded`.
  const some = snippetsIn(RECORDED).filter((_, at) => at % 3 === 0);
  await check(await preparePythonPage(page, baseURL ?? ""), some);
});

const ENDED = "['BrokenProcessPool', 'BrokenProcessPool', 'cancelled', 'cancelled']";
/** Programs that no recording has, under tests/conformance/python: what they print. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  executors: [
    "[(4, [7]), (9, [7])] (16, [7])",
    "KeyError 5",
    "scripts not supported",
    `terminate_workers ${ENDED}`,
    "cannot schedule new futures after shutdown",
    `kill_workers ${ENDED}`,
    "cannot schedule new futures after shutdown",
  ],
  raw_values: ["234 [0, 5]"],
  many_tasks: ["10000"],
  ping_pong: ["slept", "1", "over"],
  pool_tasks: [
    "True [True, True, True]",
    "nobody hears of a task that exits",
    "told of LookupError('no')",
    "False",
    "[4, 9]",
    "3 [1, 2, 3]",
  ],
};

for (const [name, expected] of Object.entries(OWN))
  test(`${name}.py prints what CPython 3.14 does @slow`, async ({ page, baseURL }) => {
    const run = await preparePythonPage(page, baseURL ?? "");
    const source = readFileSync(inRoot(`tests/conformance/python/${name}.py`), "utf8");
    const answer = await run({ source, start: "main", strategy: "pooled", workers: 2, timeoutMs: 60_000 });
    expect(answer.error).toBeUndefined();
    const lines = answer.logs.filter(({ level }) => level === "log").map(({ text }) => text);
    expect(lines).toEqual(expected);
  });
