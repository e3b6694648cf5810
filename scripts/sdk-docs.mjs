#!/usr/bin/env node
// Makes docs/sdk.md from the doc comments in lib/sdk/fanout.d.ts. `--check` fails if the file is stale.
import { readFile, writeFile } from "node:fs/promises";
import { inRoot, isMain } from "./paths.mjs";

const HEAD = `# The SDK

What a program imports as \`fanout\`. Made from \`lib/sdk/fanout.d.ts\` by \`npm run docs\`; change it there. Durations are ms, sizes bytes.

[What a program means](semantics.md) has the rules that hold under every strategy, and their limits:

- [which call is which](semantics.md#which-call-is-which): for \`random()\`, Run from failure, traced calls and cached results;
- what is copied between caller and call, what a copy keeps, and what cannot cross;
- timeouts, retries, limits, and what a failure skips;
- queues, calls that are not awaited, calls that wait for each other, \`mapUnordered\`.
`;

/** @param {string} block the inside of a doc comment */
function prose(block) {
  return block
    .split("\n")
    .map((line) => line.replace(/^\s*\/?\*+\/?\s?/, "").replace(/\s*\*\/$/, ""))
    .join("\n")
    .replace(/@param\s+(\w+)\s+/g, "\n- `$1`: ")
    .replace(/@returns\s+/g, "\n- Returns ")
    .replace(/@throws\s+/g, "\n- Throws ")
    .trim();
}

/**
 * Splits the module's body into its declarations, each with the comment above it.
 * @param {string} text
 * @returns {{ name: string, doc: string, code: string }[]}
 */
export function declarations(text) {
  const body = text.slice(text.indexOf("{", text.indexOf("declare module")) + 1, text.lastIndexOf("}"));
  // A declaration, with the comment above it, ends before an empty line, the next comment or the next declaration.
  const found = body
    .replaceAll(/^ {2}/gm, "")
    .matchAll(/(?:^(\/\*\*.*?\*\/)\n)?^export (\w+ (\w+)(?:(?!\n\n|\n\/\*\*|\nexport ).)*)/gms);
  return Array.from(found, ([, doc = "", code, name]) => ({ name, doc: prose(doc), code: code.trim() }));
}

/** @param {string} text of fanout.d.ts */
export function reference(text) {
  /** @type {Map<string, { doc: string[], code: string[] }>} */
  const byName = new Map();
  for (const { name, doc, code } of declarations(text)) {
    const entry = byName.get(name) ?? { doc: [], code: [] };
    if (doc) entry.doc.push(doc);
    entry.code.push(code);
    byName.set(name, entry);
  }
  const parts = [...byName].map(
    ([name, { doc, code }]) =>
      `## ${name}\n\n${doc.join("\n\n")}${doc.length > 0 ? "\n\n" : ""}\`\`\`ts\n${code.join("\n")}\n\`\`\`\n`,
  );
  return `${HEAD}\n${parts.join("\n")}`;
}

if (isMain(import.meta)) {
  const made = reference(await readFile(inRoot("lib/sdk/fanout.d.ts"), "utf8"));
  if (process.argv.includes("--check")) {
    const kept = await readFile(inRoot("docs/sdk.md"), "utf8").catch(() => "");
    if (kept !== made) {
      console.error("docs/sdk.md is stale. Run: npm run docs");
      process.exit(1);
    }
  } else await writeFile(inRoot("docs/sdk.md"), made);
}
