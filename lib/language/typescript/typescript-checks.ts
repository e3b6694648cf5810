import { capitalize } from "@/lib/base/format";
import { hint } from "@/lib/base/nearest";
import { GLOBAL } from "./awaits";
import type { Diagnostics } from "./failure";
import { SDK_TYPES, SDK_VALUES } from "./sdk-names";
import { type SourceToken, TokenType } from "./sucrase";

const OPENING = /^(?:\(|\[|\{|\$\{)$/;
const CLOSING = /^[)\]}]$/;
const NAMES: readonly string[] = [...SDK_VALUES, ...SDK_TYPES];

/**
 * What must be looked at before the types are gone: syntax that sucrase drops or leaves without a word, and imports
 * that it takes out because nothing uses them.
 */
export function checkTypeScript(tokens: readonly SourceToken[], report: Diagnostics): void {
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.type === TokenType.template || token.type === TokenType.string) continue;
    if (CLOSING.test(token.text)) depth--;
    if (depth === 0) checkStatement(tokens, at, report);
    if (OPENING.test(token.text)) depth++;
    if (token.type === TokenType.at)
      report.add("Decorators are not supported: browsers cannot run them yet.", token.start);
    if (token.type === TokenType.name && token.text.startsWith(GLOBAL)) {
      report.add(`Names that start with \`${GLOBAL}\` are reserved.`, token.start);
    }
  }
}

/** Looks at a token outside of all brackets, which may begin a statement. */
function checkStatement(tokens: readonly SourceToken[], at: number, report: Diagnostics): void {
  const [token, next, third] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (!token || !next) return;
  const before = tokens[at - 1]?.text;
  const isNamespace =
    token.isType &&
    (token.text === "namespace" || token.text === "module") &&
    next.type === TokenType.name &&
    (third?.text === "{" || third?.text === ".") &&
    before !== "declare";
  if (isNamespace) {
    report.add(
      `${capitalize(token.text)}s are not supported. Move the contents to the top level.`,
      token.start,
    );
  } else if (token.text === "import" && before !== "." && next.text !== "(" && next.text !== ".") {
    checkImport(tokens, at, report);
  } else if (token.text === "export") {
    if (next.text === "=" || (next.text === "as" && third?.text === "namespace")) {
      report.add(
        `\`export ${next.text}\` is not supported. Write \`export\` before each declaration.`,
        token.start,
      );
    } else checkExport(tokens, at, report);
  }
}

function checkImport(tokens: readonly SourceToken[], start: number, report: Diagnostics): void {
  let at = start + 1;
  const text = (index: number) => tokens[index]?.text;
  if (tokens[at]?.type === TokenType.string) {
    checkSpecifier(tokens, at, report);
    return;
  }
  const isTypeOnly = text(at) === "type" && text(at + 1) !== "from" && text(at + 1) !== ",";
  if (isTypeOnly) at++;
  if (text(at + 1) === "=") {
    report.add('`import … =` is not supported. Write import { … } from "fanout".', tokens[start]?.start ?? 0);
    return;
  }
  const ofDefault = tokens[at]?.type === TokenType.name ? tokens[at] : undefined;
  const from = tokens.findIndex(
    ({ type }, index) => index >= at && type === TokenType.string && text(index - 1) === "from",
  );
  if (from < 0) return;
  checkSpecifier(tokens, from, report);
  if (specifierOf(tokens[from]) !== "fanout") return;
  if (ofDefault)
    report.add('"fanout" has no default export: write import { … } from "fanout".', ofDefault.start);
  checkNames(tokens, at, from, report);
}

function checkExport(tokens: readonly SourceToken[], start: number, report: Diagnostics): void {
  const at = tokens[start + 1]?.text === "type" ? start + 2 : start + 1;
  if (tokens[at]?.text !== "{" && tokens[at]?.text !== "*") return;
  let end = at;
  while (tokens[end] && !/^[}*]$/.test(tokens[end]?.text ?? "")) end++;
  if (tokens[end]?.text === "*" && tokens[end + 1]?.text === "as") end += 2;
  if (tokens[end + 1]?.text !== "from") return;
  checkSpecifier(tokens, end + 2, report);
  if (specifierOf(tokens[end + 2]) === "fanout") checkNames(tokens, at, end, report);
}

const specifierOf = (token: SourceToken | undefined) => token?.text.slice(1, -1);

function checkSpecifier(tokens: readonly SourceToken[], at: number, report: Diagnostics): void {
  const token = tokens[at];
  const specifier = specifierOf(token);
  if (!token || specifier === undefined) return;
  if (specifier !== "fanout") report.add(foreignModule(specifier), token.start);
  const after = tokens[at + 1];
  if (after?.text === "with" && tokens[at + 2]?.text === "{") {
    report.add('Remove the attributes from the import of "fanout".', after.start);
  }
}

export const foreignModule = (specifier: string) =>
  `Cannot import "${specifier}". Programs can import only "fanout".`;

/** `{ a, type b, c as d, type e as f }`: the imported name is the first, or the second after `type`. */
function checkNames(tokens: readonly SourceToken[], from: number, to: number, report: Diagnostics): void {
  let index = tokens.findIndex(({ text }, at) => at >= from && text === "{") + 1;
  if (index === 0 || index > to) return;
  while (index < to && tokens[index]?.text !== "}") {
    let end = index;
    while (end < to && !/^[,}]$/.test(tokens[end]?.text ?? "")) end++;
    const words = end - index;
    const name = tokens[words === 2 || words === 4 ? index + 1 : index];
    const imported = name?.type === TokenType.string ? specifierOf(name) : name?.text;
    if (name && imported !== undefined && !NAMES.includes(imported)) {
      report.add(unknownName(imported, NAMES), name.start);
    }
    if (tokens[end]?.text === "}") return;
    index = end + 1;
  }
}

export const unknownName = (name: string, known: readonly string[]) =>
  `"fanout" does not export "${name}"${hint(name, known) || "."}`;
