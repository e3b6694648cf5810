#!/usr/bin/env node
// `npm run test:guards`: takes each guard away in a copy of the built site, and shows that the tests that hold it notice.
// A guard whose place is not found any more, or whose loss nobody notices, fails the command.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildIfChanged } from "./build.mjs";
import { inRoot, isMain, root } from "./paths.mjs";

/**
 * @typedef {object} Guard
 * @property {string} name
 * @property {string} taken what is taken away, in words
 * @property {RegExp} files of the site in which it stands
 * @property {RegExp} from its place there
 * @property {string} to what stands there instead
 * @property {string} spec under tests/attack
 * @property {string} test part of the name of the test that must fail
 */

/** The pages' own policy is written by the first script of their head, because it names their address. */
const WRITTEN = /document\.head\.append\(m\);/;
const META = /<meta http-equiv="Content-Security-Policy"[^>]*>/i;

/** @type {readonly Guard[]} */
const guards = [
  {
    name: "the sandbox's content policy",
    taken: "the meta element at the head of sandbox.html",
    files: /^sandbox\.html$/,
    from: META,
    to: "",
    spec: "escapes",
    test: "no way out of a program",
  },
  {
    name: "closed doors in runners",
    taken: "fetch from the list of what is closed",
    files: /^sandbox\.html$/,
    from: /"fetch","fetchLater"/,
    to: '"fetchLater"',
    spec: "escapes",
    test: "no way out of a program",
  },
  {
    name: "an opaque origin, or none",
    taken: "the sandbox's look at its own origin",
    files: /^sandbox\.html$/,
    from: /self\.origin==="null"/,
    to: "true",
    spec: "host",
    test: "without the attribute",
  },
  {
    name: "the page's content policy",
    taken: "the script that puts it into the head",
    files: /^index\.html$/,
    from: WRITTEN,
    to: "",
    spec: "page",
    test: "the page's own policy",
  },
  {
    name: "the embed's content policy",
    taken: "the script that puts it into the head",
    files: /^embed\/index\.html$/,
    from: WRITTEN,
    to: "",
    spec: "page",
    test: "nor does an embed's",
  },
  {
    name: "only the host is listened to",
    taken: "the embed's look at where a message comes from",
    files: /^_next\/static\/chunks\/.*\.js$/,
    from: /(data:\w+,source:(\w+)\}\)\{var [\w,]+;if\()\2!==\w+\|\|/,
    to: "$1",
    spec: "host",
    test: "only the page around the embed",
  },
  {
    name: "a link's size, inflated",
    taken: "the cap of 1 MiB",
    files: /^_next\/static\/chunks\/.*\.js$/,
    from: />1048576\)return\{ok:!1,reason:"too large"\}/,
    to: '>1e12)return{ok:!1,reason:"too large"}',
    spec: "bounds",
    test: "inflates past 1 MiB",
  },
];

/** Runs one guard's tests against a copy without it. @returns {string} what was seen */
function without(guard, folder) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    guard.files.test(file),
  );
  const found = files.filter((file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const changed = text.replace(guard.from, guard.to);
    if (changed !== text) writeFileSync(join(folder, file), changed);
    return changed !== text;
  });
  if (found.length === 0) return "its place was not found";
  const spec = `tests/attack/${guard.spec}.spec.ts`;
  const { status, stdout } = spawnSync(
    "npx",
    ["playwright", "test", spec, "--project=attack", "--retries=0", "--reporter=list", "-g", guard.test],
    {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, FANOUT_TEST_FOLDER: folder, CI: "" },
    },
  );
  if (status === 0) return "NOT noticed";
  // A run that found no test, or no server, has noticed nothing.
  return /^\s*✘/m.test(stdout) ? "noticed" : `the tests did not run:\n${stdout}`;
}

export async function testGuards() {
  await buildIfChanged();
  const rows = guards.map((guard) => {
    const folder = mkdtempSync(join(tmpdir(), "fanout-guard-"));
    try {
      cpSync(inRoot("out"), folder, { recursive: true });
      const seen = without(guard, folder);
      console.log(
        `${seen === "noticed" ? "✓" : "✘"} ${guard.name} | ${guard.taken} | ${guard.spec}: ${guard.test} | ${seen}`,
      );
      return seen;
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
  const lost = rows.filter((seen) => seen !== "noticed").length;
  if (lost > 0)
    throw new Error(`${lost} of ${guards.length} guards can be taken away without a test that notices.`);
  console.log(`Each of ${guards.length} guards is held by a test.`);
}

if (isMain(import.meta)) {
  await testGuards().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}
