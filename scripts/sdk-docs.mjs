#!/usr/bin/env node
// Makes docs/sdk.md from the doc comments in lib/sdk/fanout.d.ts. `--check` fails if the file is stale.
import { readFile, writeFile } from "node:fs/promises";
import { inRoot, isMain } from "./paths.mjs";

const HEAD = `# The SDK

What a program imports as \`fanout\`. Made from \`lib/sdk/fanout.d.ts\` by \`npm run docs\`; change it there. Durations are ms, sizes bytes.
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
  const lines = body.split("\n").map((line) => line.replace(/^ {2}/, ""));
  const found = [];
  let doc = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? "";
    if (line.startsWith("/**")) {
      doc = [];
      for (; i < lines.length; i++) {
        doc.push(lines[i]);
        if (lines[i]?.includes("*/")) break;
      }
      continue;
    }
    const start = /^export (?:declare )?(?:type|interface|function|class|const) (\w+)/.exec(line);
    if (!start) continue;
    const code = [line];
    // A declaration ends where its brackets are closed.
    const open = () =>
      [...code.join("\n").replace(/=>/g, "")].reduce(
        (n, c) => n + ("({<[".includes(c) ? 1 : ")}>]".includes(c) ? -1 : 0),
        0,
      );
    while ((open() > 0 || !/[;}]\s*$/.test(code.at(-1) ?? "")) && i + 1 < lines.length)
      code.push(lines[++i] ?? "");
    found.push({
      name: start[1] ?? "",
      doc: doc.length > 0 ? prose(doc.join("\n")) : "",
      code: code.join("\n").replace(/^export /gm, ""),
    });
    doc = [];
  }
  return found;
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
