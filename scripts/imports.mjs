import { createRequire } from "node:module";

// sucrase's tokens distinguish strings, templates and regular expressions, and mark TypeScript's types.
const require = createRequire(import.meta.url);
const { parse } = require("sucrase/dist/parser");
const { formatTokenType } = require("sucrase/dist/parser/tokenizer/types");

/** @typedef {{ specifier: string, typeOnly: boolean, line: number }} Import */
/** @typedef {{ kind: string, text: string, start: number, isType: boolean }} Token */

/**
 * A module's tokens, without comments.
 * @param {string} source
 * @param {boolean} jsx
 * @returns {Token[]}
 */
export const tokensOf = (source, jsx) =>
  parse(source, jsx, true, false).tokens.map((token) => ({
    kind: formatTokenType(token.type),
    text: source.slice(token.start, token.end),
    start: token.start,
    isType: token.isType,
  }));

/**
 * Every import and re-export of a module: static, dynamic, and `import("…")` in a type.
 * @param {string} source
 * @param {boolean} jsx
 * @returns {Import[]}
 */
export function importsOf(source, jsx) {
  const tokens = tokensOf(source, jsx);
  const found = [];
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "import" && token.kind !== "export") continue;
    const specifier = specifierAfter(tokens, at);
    if (specifier === undefined) continue;
    found.push({
      specifier: specifier.text.slice(1, -1),
      typeOnly: token.isType || isTypeOnly(tokens, at),
      line: source.slice(0, token.start).split("\n").length,
    });
  }
  return found;
}

/** @param {Token[]} tokens @param {number} at */
function specifierAfter(tokens, at) {
  const next = tokens[at + 1];
  if (next?.kind === "string") return tokens[at].kind === "import" ? next : undefined;
  if (next?.kind === "(") return tokens[at + 2]?.kind === "string" ? tokens[at + 2] : undefined;
  // `import … from "x"` and `export … from "x"`: names, braces, commas and stars stand between.
  for (let index = at + 1; index < tokens.length; index++) {
    const { kind, text } = tokens[index];
    if (kind === "name" && text === "from" && tokens[index + 1]?.kind === "string") return tokens[index + 1];
    if (!["name", "{", "}", ",", "*", "as", "default", "string"].includes(kind) && !/^\w+$/.test(kind))
      return undefined;
    if (kind === "import" || kind === "export") return undefined;
  }
  return undefined;
}

/** `import type X`, `import type { X }`, `import type * as X`, but not a default import called `type`. */
function isTypeOnly(tokens, at) {
  const [word, after] = [tokens[at + 1], tokens[at + 2]];
  return word?.text === "type" && after !== undefined && after.text !== "from" && after.text !== ",";
}
