// Only lib/engine/strategies knows what a strategy does: no other code decides by a strategy's name. Reports string
// literals, object keys and members that name one, as a step of `npm run lint`.
import { readFileSync } from "node:fs";
import { sources } from "./check-imports.mjs";
import { tokensOf } from "./imports.mjs";
import { testFiles } from "./layers.mjs";
import { inRoot } from "./paths.mjs";

/** Names that mean nothing but a strategy. "async" is also a keyword, and "dynamic" a kind of task. */
const CLEAR = ["sequential", "pooled", "hybrid"];
const NAMES = [...CLEAR, "async", "dynamic"];

/** Where names belong, with the reason. A path that ends in "/" is a folder. */
const ALLOWED = {
  "lib/engine/strategies/": "each strategy is defined here",
  "lib/model/": "the list of names, their texts, and the default settings",
  "lib/examples/": "programs and lessons",
  "lib/language/typescript/sdk-names.ts": "the SDK's function dynamic()",
  "lib/sdk/fanout.d.ts": "public types",
  "lib/embed/api.ts": "public types",
  "lib/share/dictionary-1.ts": "a released format, which does not change",
  "lib/share/report-v1.ts": "a released format, which does not change",
  "lib/share/settings-v1.ts": "a released format, which does not change",
};

const ADVICE =
  "do not decide by a strategy's name; ask the strategy (lib/engine/strategies) or the table of labels";

const textOf = ({ kind, text }) => (kind === "string" ? text.slice(1, -1) : text);

/**
 * Where a source names a strategy: in a string, as an object's key, as a member.
 * @param {string} source
 * @param {boolean} jsx
 * @returns {{ line: number, names: string[] }[]}
 */
export function strategyNames(source, jsx) {
  const tokens = tokensOf(source, jsx);
  const found = tokens.filter((token, at) => {
    const name = textOf(token);
    if (!NAMES.includes(name)) return false;
    if (token.kind === "string") return name !== "dynamic" || !isKind(tokens, at);
    if (!CLEAR.includes(name)) return false;
    const isKey = tokens[at + 1]?.kind === ":" && ["{", ",", ";", "readonly"].includes(tokens[at - 1]?.kind);
    return isKey || [".", "?."].includes(tokens[at - 1]?.kind);
  });
  const lines = new Map();
  for (const token of found) {
    const line = source.slice(0, token.start).split("\n").length;
    lines.set(line, [...new Set([...(lines.get(line) ?? []), textOf(token)])]);
  }
  return [...lines].map(([line, names]) => ({ line, names }));
}

/** True if "dynamic" at this place is the kind of a task: what it is compared with, or stands next to, says so. */
function isKind(tokens, at) {
  const [before, after] = [tokens[at - 1]?.kind, tokens[at + 1]?.kind];
  if (before === "==/!=") return operand(tokens, at - 2, -1).some(isKindWord);
  if (after === "==/!=") return operand(tokens, at + 2, 1).some(isKindWord);
  if (before === "case") return discriminant(tokens, at).some(isKindWord);
  return [-1, 1].some((step) => nearby(tokens, at + step, step).some(isKindWord));
}

const isKindWord = (token) => /kind|task|workflow/i.test(textOf(token));

const ENDS = [";", "{", "}", "eof"];
const OPERATORS = ["&&", "||", "??", "?", ":", ",", "=", "=>", "return", "!", ...ENDS];
const CLOSING = { "-1": ["(", "["], 1: [")", "]"] };

const onwards = (tokens, at, step) => (step > 0 ? tokens.slice(at) : tokens.slice(0, at + 1).reverse());

/** Tokens from `at` on, in one direction, as far as the expression that is compared goes. */
function operand(tokens, at, step) {
  const [closing, opening] = [CLOSING[step], CLOSING[-step]];
  const found = [];
  let depth = 0;
  for (const token of onwards(tokens, at, step)) {
    if (opening.includes(token.kind)) depth++;
    if (closing.includes(token.kind) && --depth < 0) break;
    if (depth === 0 && OPERATORS.includes(token.kind)) break;
    found.push(token);
  }
  return found;
}

/** What the switch around a case looks at. */
function discriminant(tokens, at) {
  let depth = 0;
  for (let index = at; index > 0; index--) {
    if (tokens[index].kind === "}") depth++;
    if (tokens[index].kind === "{" && --depth < 0) return operand(tokens, index - 1, -1);
  }
  return [];
}

/** At most 12 tokens in one direction, within the statement. */
function nearby(tokens, at, step) {
  const near = onwards(tokens, at, step).slice(0, 12);
  const end = near.findIndex(({ kind }) => ENDS.includes(kind));
  return end < 0 ? near : near.slice(0, end);
}

/** @returns {string[]} `file:line message` for every name in the tree that is out of place */
export function misplacedStrategyNames() {
  const allowed = Object.keys(ALLOWED);
  const covered = (file) =>
    allowed.some((path) => (path.endsWith("/") ? file.startsWith(path) : file === path));
  return sources().flatMap((file) => {
    if (testFiles.test(file) || covered(file)) return [];
    const found = strategyNames(readFileSync(inRoot(file), "utf8"), file.endsWith("x"));
    return found.map(
      ({ line, names }) => `${file}:${line} ${names.map((name) => `"${name}"`).join(", ")}: ${ADVICE}`,
    );
  });
}
