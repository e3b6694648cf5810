// Whether out/ is up to date.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { filesUnder, hashOf } from "./hash.mjs";
import { inRoot } from "./paths.mjs";

const stamp = inRoot("out", ".fanout-build");
const sources = ["app", "components", "lib", "workers", "public", "scripts", "content", "generated/packs"];
const settings = ["next.config.mjs", "postcss.config.mjs", "tsconfig.json", "package-lock.json"];

const variables = ["FANOUT_BASE_PATH", "FANOUT_URL", "FANOUT_OFFLINE", "FANOUT_REPORT_TO"];

const isMade = (file) => file.endsWith(".generated.ts");
const isTest = (file) => /\.test\.\w+$/.test(file);

/** A hash of everything that a build reads, the variables of docs/hosting.md included. */
export function hashOfInputs() {
  const files = filesUnder([...sources, ...settings]).filter((file) => !isMade(file) && !isTest(file));
  return hashOf(
    files,
    variables.map((name) => process.env[name] ?? ""),
  );
}

/** @param {string} hash */
export const isBuilt = (hash) => existsSync(stamp) && readFileSync(stamp, "utf8") === hash;

/** @param {string} hash taken before the build, so that a change made meanwhile is seen next time */
export const markBuilt = (hash) => writeFileSync(stamp, hash);
