// Sources that the page needs as text: the example programs, and the SDK's declaration for the editor.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { filesUnder } from "../hash.mjs";
import { inRoot } from "../paths.mjs";
import { writeIfChanged } from "./write.mjs";

/** lib/examples/programs/*.ts become entries of one record, named after their files. */
export async function generateExamples() {
  const files = filesUnder(["lib/examples/programs"]).filter(
    (file) => /^lib\/examples\/programs\/[^/]+\.ts$/.test(file) && !file.endsWith(".test.ts"),
  );
  const entries = await Promise.all(
    files.map(async (file) => {
      const source = await readFile(inRoot(file), "utf8");
      return `  ${JSON.stringify(basename(file, ".ts"))}: ${JSON.stringify(source.replaceAll("\r\n", "\n"))},\n`;
    }),
  );
  await writeIfChanged(
    "lib/examples/sources.generated.ts",
    `/** Source text of each program in programs/, by its file's name. */
export const sources: Record<string, string> = {
${entries.join("")}};
`,
  );
  return `${files.length} programs`;
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
