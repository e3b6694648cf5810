#!/usr/bin/env node
// `npm run test:guards`: takes each guard away in a copy of the built site, and shows that the tests that hold it notice.
// The same tests pass in a copy in which nothing is missing. A guard whose place is not found any more, whose loss nobody
// notices, or whose tests fail in other words than its loss is told in, fails the command.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closingLine } from "./counts.mjs";
import { inRoot, isMain, root } from "./paths.mjs";
import { setup } from "./setup.mjs";

/**
 * @typedef {object} Guard
 * @property {string} name
 * @property {string} taken what is taken away, in words
 * @property {RegExp} files of the site in which it stands
 * @property {RegExp} from its place there
 * @property {string} to what stands there instead
 * @property {string} spec under tests/attack
 * @property {readonly string[]} tests parts of the names of the tests that must fail, each
 * @property {RegExp} says what their failures say where it is this guard that is missing
 */

/** The pages' own policy is written by the first script of their head, because it names their address. */
const WRITTEN = /document\.head\.append\(m\);/;
const META = /<meta http-equiv="Content-Security-Policy"[^>]*>/i;
const CHUNKS = /^_next\/static\/chunks\/.*\.js$/;

/** @type {readonly Guard[]} */
const guards = [
  {
    name: "the sandbox's content policy",
    taken: "the meta element at the head of sandbox.html",
    files: /^sandbox\.html$/,
    from: META,
    to: "",
    spec: "escapes",
    tests: ["no way out of a program", "nor with the doors open"],
    says: /\+ +"(import of http|importScripts of data)"/,
  },
  {
    name: "closed doors in runners",
    taken: "fetch from the list of what is closed",
    files: /^sandbox\.html$/,
    from: /"fetch","fetchLater"/,
    to: '"fetchLater"',
    spec: "escapes",
    tests: ["no way out of a program"],
    says: /fetch is not there/,
  },
  {
    name: "an opaque origin, or none",
    taken: "the sandbox's look at its own origin",
    files: /^sandbox\.html$/,
    from: /self\.origin==="null"/,
    to: "true",
    spec: "host",
    tests: ["without the attribute", "allow-same-origin"],
    says: /Expected: "nothing"/,
  },
  {
    name: "the sandbox's frame",
    taken: "its attribute",
    files: CHUNKS,
    from: /\w+\.setAttribute\("sandbox","allow-scripts"\)/,
    to: "0",
    spec: "host",
    tests: ["a frame without our origin"],
    says: /"http:\/\/127\.0\.0\.1/,
  },
  {
    name: "the page's content policy",
    taken: "the script that puts it into the head",
    files: /^index\.html$/,
    from: WRITTEN,
    to: "",
    spec: "page",
    tests: ["the page's own policy"],
    // Its form has led the page away.
    says: /because of a navigation/,
  },
  {
    name: "the embed's content policy",
    taken: "the script that puts it into the head",
    files: /^embed\/index\.html$/,
    from: WRITTEN,
    to: "",
    spec: "page",
    tests: ["nor does an embed's"],
    says: /because of a navigation/,
  },
  {
    name: "the frame of HTML files",
    taken: "its sandbox attribute",
    files: CHUNKS,
    from: /sandbox:"",srcDoc:/,
    to: "srcDoc:",
    spec: "page",
    tests: ["a file of HTML"],
    says: /Expected: "null"/,
  },
  {
    name: "only the host is listened to",
    taken: "the embed's look at where a message comes from",
    files: CHUNKS,
    from: /(data:\w+,source:(\w+)\}\)\{var [\w,]+;if\()\2!==\w+\|\|/,
    to: "$1",
    spec: "host",
    tests: ["only the page around the embed"],
    says: /Expected: false/,
  },
  {
    name: "messages to an embed have a schema",
    taken: "the check against it",
    files: CHUNKS,
    from: /("fanout:"\)\)\)return;let \w+=)[\w.]+\.safeParse\((\w+)\)/,
    to: "$1{success:!0,data:$2}",
    spec: "host",
    tests: ["messages that no host should send"],
    says: /Expected: "fanout:error"/,
  },
  {
    name: "a link's size, inflated",
    taken: "the cap of 1 MiB",
    files: CHUNKS,
    from: />1048576\)return\{ok:!1,reason:"too large"\}/,
    to: '>1e12)return{ok:!1,reason:"too large"}',
    spec: "bounds",
    tests: ["inflates past 1 MiB"],
    says: /The link holds more than 1 MiB/,
  },
];

/** Takes the guard away in `folder`. @returns {boolean} whether its place was found */
function take(guard, folder) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const changed = files.filter((file) => {
    if (!guard.files.test(file)) return false;
    const path = join(folder, file);
    const text = readFileSync(path, "utf8");
    const without = text.replace(guard.from, guard.to);
    if (without === text) return false;
    writeFileSync(path, file === "sandbox.html" ? signed(without) : without);
    return true;
  });
  return changed.length > 0;
}

/** The sandbox's policy names its script by its hash: a script that was changed would not run at all. */
const signed = (html) => {
  const [, script = ""] = /<script>([\s\S]*?)<\/script>/.exec(html) ?? [];
  return html.replace(/'sha256-[^']+'/, `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
};

/**
 * Runs tests against the site in `folder`.
 * @returns {readonly { title: string, passed: boolean, said: string }[]} one for each that ran
 */
function runTests(specs, tests, folder) {
  const report = join(folder, "..", "report.json");
  rmSync(report, { force: true });
  const files = specs.map((spec) => `tests/attack/${spec}.spec.ts`);
  const options = [
    "--project=attack",
    "--retries=0",
    "--trace=off",
    `--output=${join(folder, "..", "results")}`,
  ];
  const names = tests.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const { stderr } = spawnSync(
    "npx",
    ["playwright", "test", ...files, ...options, "--reporter=json", "-g", names],
    {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, FANOUT_TEST_FOLDER: folder, CI: "", PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    },
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

const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)];
// biome-ignore lint/suspicious/noControlCharactersInRegex: a colour in a terminal begins with one
const plain = (text) => text.replaceAll(/\u001b\[[\d;]*m/g, "");
const indented = (text) => text.replaceAll(/^/gm, "    ");

/** @returns {string | undefined} what is wrong, if anything is */
function without(guard, folder) {
  if (!take(guard, folder)) return "its place was not found";
  const ran = runTests([guard.spec], guard.tests, folder);
  const missing = guard.tests.find((name) => !ran.some(({ title }) => title.includes(name)));
  if (missing) return `there is no test "${missing}"`;
  const silent = ran.find(({ passed }) => passed);
  if (silent) return `NOT noticed by "${silent.title}"`;
  const other = ran.find(({ said }) => !guard.says.test(said));
  if (other) return `"${other.title}" failed in other words:\n${indented(other.said)}`;
  if (process.env.FANOUT_GUARDS_SAY)
    console.log(indented(ran.map(({ title, said }) => `${title}: ${said}`).join("\n")));
  return undefined;
}

/** Hands a copy of the site to `use`. */
function withCopy(use) {
  const folder = mkdtempSync(join(tmpdir(), "fanout-guard-"));
  try {
    cpSync(inRoot("out"), join(folder, "site"), { recursive: true });
    return use(join(folder, "site"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `npm run test:guards [words in a guard's name]` */
export async function testGuards(words = "") {
  await setup();
  const { buildIfChanged } = await import("./build.mjs");
  await buildIfChanged();
  const picked = guards.filter(({ name }) => name.includes(words));
  const specs = [...new Set(picked.map(({ spec }) => spec))];
  const tests = [...new Set(picked.flatMap((guard) => guard.tests))];
  const whole = withCopy((folder) => runTests(specs, tests, folder));
  for (const { title, passed, said } of whole)
    console.log(`${passed ? "✓" : "✘"} with every guard: ${title}\n${said}`.trim());
  const wrong = picked.map((guard) => {
    const seen = withCopy((folder) => without(guard, folder));
    console.log(
      `${seen ? "✘" : "✓"} without ${guard.name} (${guard.taken}): ${seen ?? `noticed by ${guard.spec}.spec.ts, ${guard.tests.map((name) => `"${name}"`).join(" and ")}`}`,
    );
    return seen;
  });
  const passed = whole.filter((each) => each.passed).length + wrong.filter((seen) => !seen).length;
  const failed = whole.length + wrong.length - passed;
  console.log(`\n${closingLine([{ passed, failed, skipped: 0 }])}`);
  return failed === 0 && whole.length > 0;
}

if (isMain(import.meta)) {
  const held = await testGuards(process.argv[2]).catch((error) => {
    console.error(error.message);
    return false;
  });
  process.exitCode = held ? 0 : 1;
}
