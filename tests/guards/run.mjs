// Mutation tests. Removes each guard in a copy of the built site; the tests that hold it must fail, and
// pass in a copy with all guards. The command fails if a guard's place is not found, if no test fails without it, or if a
// test fails with another message than the guard's.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closingLine, specsOf } from "../../scripts/counts.mjs";
import { inRoot, root } from "../../scripts/paths.mjs";
import { guards } from "./list.mjs";
import { take } from "./take.mjs";

/** Guards that are removed in parallel, each in its own copy: tests mostly wait. */
const LANES = 2;
const PORT = Number(process.env.FANOUT_TEST_PORT ?? 4173);

/**
 * Runs tests against the site in `folder`.
 * @returns {Promise<readonly { title: string, passed: boolean, said: string }[]>} one for each that ran
 */
async function runTests(specs, tests, folder, lane = 0) {
  const report = join(folder, "..", "report.json");
  rmSync(report, { force: true });
  const files = specs.map((spec) => `tests/${spec}.spec.ts`);
  const options = [
    "--project=attack",
    "--project=e2e",
    // A missing guard can leave a test waiting for ever.
    "--timeout=60000",
    "--retries=0",
    "--workers=1",
    "--trace=off",
    `--output=${join(folder, "..", "results")}`,
  ];
  const names = tests.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const stderr = await told(
    spawn("npx", ["playwright", "test", ...files, ...options, "--reporter=json", "-g", names], {
      cwd: root,
      stdio: ["ignore", "ignore", "pipe"],
      env: {
        ...process.env,
        FANOUT_TEST_PORT: String(PORT + lane),
        FANOUT_TEST_FOLDER: folder,
        FANOUT_SLOW: "all",
        // Without a guard, what a test expects may never come.
        FANOUT_EXPECT_MS: "10000",
        CI: "",
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      },
    }),
  );
  if (!existsSync(report)) throw new Error(`The tests did not run:\n${stderr}`);
  const { suites, errors } = JSON.parse(readFileSync(report, "utf8"));
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return suites.flatMap(specsOf).map(({ title, ok, tests: [{ results }] }) => ({
    title,
    passed: ok,
    said: results.flatMap(({ errors }) => errors.map(({ message }) => plain(message))).join("\n"),
  }));
}

/** What a process has written to its standard error, once it has ended. */
async function told(child) {
  let text = "";
  child.stderr.setEncoding("utf8").on("data", (part) => {
    text += part;
  });
  await once(child, "close");
  return text;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a colour in a terminal begins with one
const plain = (text) => text.replaceAll(/\u001b\[[\d;]*m/g, "");
const indented = (text) => text.replaceAll(/^/gm, "    ");

/** @returns {Promise<string | undefined>} what is wrong, if anything is */
async function without(guard, folder, lane) {
  if (!(await take(guard, folder))) return "its place was not found";
  const ran = await runTests([guard.spec], guard.tests, folder, lane);
  const missing = guard.tests.find((name) => !ran.some(({ title }) => title.includes(name)));
  if (missing) return `there is no test "${missing}"`;
  const silent = ran.find(({ passed }) => passed);
  if (silent) return `"${silent.title}" passed without it`;
  const other = ran.find(({ said }) => !guard.says.test(said));
  if (other) return `"${other.title}" failed with another message:\n${indented(other.said)}`;
  if (process.env.FANOUT_GUARDS_SAY)
    console.log(indented(ran.map(({ title, said }) => `${title}: ${said}`).join("\n")));
  return undefined;
}

/** Calls `use` with a copy of the site. */
async function withCopy(use) {
  const folder = mkdtempSync(join(tmpdir(), "fanout-guard-"));
  try {
    cpSync(inRoot("out"), join(folder, "site"), { recursive: true });
    return await use(join(folder, "site"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Tests out/. @param pattern of guards' names @returns whether each guard is held */
export async function testGuards(pattern = "") {
  const picked = guards.filter(({ name }) => new RegExp(pattern).test(name));
  const specs = [...new Set(picked.map(({ spec }) => spec))];
  const tests = [...new Set(picked.flatMap((guard) => guard.tests))];
  const whole = await withCopy((folder) => runTests(specs, tests, folder));
  for (const { title, passed, said } of whole)
    console.log(`${passed ? "✓" : "✘"} with every guard: ${title}\n${said}`.trim());
  const wrong = [];
  const waiting = [...picked];
  const takeAway = async (lane) => {
    for (let guard = waiting.shift(); guard !== undefined; guard = waiting.shift()) {
      const { name, taken, spec, tests: held } = guard;
      const seen = await withCopy((folder) => without(guard, folder, lane));
      const noticed = `held by ${spec}.spec.ts, ${held.map((title) => `"${title}"`).join(" and ")}`;
      console.log(`${seen ? "✘" : "✓"} without ${name} (${taken}): ${seen ?? noticed}`);
      wrong.push(seen);
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, lane) => takeAway(lane)));
  const passed = whole.filter((each) => each.passed).length + wrong.filter((seen) => !seen).length;
  const failed = whole.length + wrong.length - passed;
  console.log(`\n${closingLine([{ passed, failed, skipped: 0 }])}`);
  return failed === 0 && whole.length > 0;
}
