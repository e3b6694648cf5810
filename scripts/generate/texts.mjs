// Sources that the page needs as text: the example programs, and the SDK's declarations for the editor.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { filesUnder } from "../hash.mjs";
import { inRoot } from "../paths.mjs";
import { writeIfChanged } from "./write.mjs";

/**
 * lib/examples/programs/*.ts and python/*.py become entries of a record each, named after their files. Python's are apart: the page's first
 * visit needs none of them.
 */
export async function generateExamples() {
  const typescript = filesUnder(["lib/examples/programs"]).filter(
    (file) => /^lib\/examples\/programs\/[^/]+\.ts$/.test(file) && !file.endsWith(".test.ts"),
  );
  const python = filesUnder(["lib/examples/programs/python"]).filter((file) => file.endsWith(".py"));
  await writeSources("lib/examples/sources.generated.ts", typescript, (file) => basename(file, ".ts"));
  await writeSources(
    "lib/examples/python-sources.generated.ts",
    python,
    (file) => `python-${basename(file, ".py")}`,
  );
  return `${typescript.length + python.length} programs`;
}

/** @param {string} target @param {readonly string[]} files @param {(file: string) => string} nameOf */
async function writeSources(target, files, nameOf) {
  const entries = await Promise.all(
    files.map(async (file) => {
      const source = await readFile(inRoot(file), "utf8");
      return `  ${JSON.stringify(nameOf(file))}: ${JSON.stringify(source.replaceAll("\r\n", "\n"))},\n`;
    }),
  );
  await writeIfChanged(
    target,
    `/** Source text of each program, by its example's name. */
export const sources: Record<string, string> = {
${entries.join("")}};
`,
  );
}

/** lib/sdk/fanout.d.ts as a string: it declares the module "fanout", which is what Monaco wants. */
export async function generateSdkTypes() {
  const text = await readFile(inRoot("lib/sdk/fanout.d.ts"), "utf8");
  await writeIfChanged(
    "lib/sdk/types.generated.ts",
    `/** Text of fanout.d.ts, for the editor. */
export const sdkTypes = ${JSON.stringify(text.replaceAll("\r\n", "\n"))};
`,
  );
  return `${text.length} characters`;
}

/** lib/examples/recorded/*.json become typed modules, each loaded when its example is shown. */
export async function generateRecorded() {
  const names = filesUnder(["lib/examples/recorded"])
    .filter((file) => file.endsWith(".json"))
    .map((file) => basename(file, ".json"));
  for (const name of names) {
    const text = await readFile(inRoot(`lib/examples/recorded/${name}.json`), "utf8");
    await writeIfChanged(
      `lib/examples/recorded/${name}.generated.ts`,
      `import type { RecordedRun } from "../recorded-run";

export const run: RecordedRun = ${text.trimEnd()};
`,
    );
  }
  const entries = names.map(
    (name) =>
      `  ${JSON.stringify(name)}: () => import("./recorded/${name}.generated").then(({ run }) => run),\n`,
  );
  await writeIfChanged(
    "lib/examples/recorded.generated.ts",
    `import type { RecordedRun } from "./recorded-run";

/** By the example's name: what a real run of it gave. */
export const recorded: Readonly<Record<string, (() => Promise<RecordedRun>) | undefined>> = {
${entries.join("")}};
`,
  );
  return `${names.length} reports`;
}
