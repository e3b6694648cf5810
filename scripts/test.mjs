#!/usr/bin/env node
// `npm test`: every check, one after another, up to the first that fails. `npm test -- unit [file]` or
// `npm test -- e2e [words in a test's name]` runs one of them, with what it needs.
import { inRoot } from "./paths.mjs";
import { setup } from "./setup.mjs";

await setup();
const { closingLine, timesTable } = await import("./counts.mjs");
const { run, runBin } = await import("./run.mjs");
const { countsOf, runPlaywright, runVitest } = await import("./test-runners.mjs");

const [only, ...rest] = process.argv.slice(2);
const script = async (name) => countsOf(await run(process.execPath, [inRoot("scripts", name)]));
const restFor = (name) => (only === name ? rest : []);

/** `npm run test:guards` comes late in .ci/run: where a build has moved a guard, this says so within a second. */
async function guardsHavePlaces() {
  const [{ guards }, { withoutPlace }] = await Promise.all([
    import("../tests/guards/list.mjs"),
    import("../tests/guards/take.mjs"),
  ]);
  const missing = withoutPlace(guards, inRoot("out"));
  for (const name of missing) console.error(`Not found in out/ by tests/guards: ${name}`);
  return { ...countsOf(0), failed: missing.length };
}

/**
 * `for`: steps that need this one when they are picked. `budget`: s on an idle machine with two cores.
 * @type {readonly { name: string, for: readonly string[], budget: number, run: () => Promise<import("./counts.mjs").Counts> }[]}
 */
const steps = [
  { name: "generate", for: ["lint", "typecheck", "unit"], budget: 5, run: () => script("generate.mjs") },
  { name: "lint", for: [], budget: 30, run: () => script("lint.mjs") },
  {
    name: "typecheck",
    for: [],
    budget: 15,
    run: async () => countsOf(await runBin("typescript", "tsc", ["--noEmit"])),
  },
  { name: "unit", for: [], budget: 120, run: () => runVitest(restFor("unit")) },
  {
    name: "build",
    for: ["e2e"],
    budget: 60,
    run: async () => {
      const { buildIfChanged } = await import("./build.mjs");
      await buildIfChanged();
      return guardsHavePlaces();
    },
  },
  {
    name: "e2e",
    for: [],
    budget: 420,
    run: async () => {
      const { findBrowser } = await import("./browser.mjs");
      const { path, from } = findBrowser();
      console.log(`Browser: ${path} (${from})`);
      const words = restFor("e2e");
      // A test asked for by its name runs even if it is tagged @slow.
      return words.length > 0
        ? runPlaywright(["--grep", words.join(" ")], { FANOUT_SLOW: "all" })
        : runPlaywright([]);
    },
  },
];

if (only && !steps.some(({ name }) => name === only)) {
  console.error(`There is no step "${only}". Steps: ${steps.map(({ name }) => name).join(", ")}`);
  process.exit(1);
}

/** @type {import("./counts.mjs").Counts[]} */
const counts = [];
/** @type {import("./counts.mjs").StepTime[]} */
const times = [];
for (const step of steps.filter((each) => !only || each.name === only || each.for.includes(only))) {
  console.log(`\n== ${step.name} ==`);
  const start = performance.now();
  const counted = await step.run().catch((error) => {
    console.error(error.message);
    return countsOf(1);
  });
  counts.push(counted);
  times.push({ name: step.name, seconds: (performance.now() - start) / 1000, budget: step.budget });
  if (counted.failed > 0) {
    console.error(`\nThe step "${step.name}" failed. The steps after it were not run.`);
    process.exitCode = 1;
    break;
  }
}
console.log(`\n${timesTable(times)}\n\n${closingLine(counts)}`);
