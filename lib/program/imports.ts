import type { Program } from "acorn";
import type { Edits } from "./edits";
import type { Diagnostics } from "./failure";
import { SDK_SPECIFIER } from "./program";
import type { References } from "./scope";
import { SDK_TYPES, SDK_VALUES } from "./sdk-names";
import type { SourceToken } from "./sucrase";
import { bare, children, keyOf, type Node, stringOf } from "./syntax";
import { foreignModule, unknownName } from "./typescript-checks";

const VALUES: readonly string[] = SDK_VALUES;
const TYPES: readonly string[] = SDK_TYPES;

/** What the module's own names stand for in the SDK. */
export interface SdkNames {
  /** Local name → the SDK's, for `import { task as t }`. */
  readonly named: ReadonlyMap<string, string>;
  /** Local names of `import * as f`. */
  readonly whole: ReadonlySet<string>;
}

export function sdkNames(program: Program): SdkNames {
  const named = new Map<string, string>();
  const whole = new Set<string>();
  for (const statement of program.body) {
    if (statement.type !== "ImportDeclaration" || statement.source.value !== "fanout") continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type === "ImportNamespaceSpecifier") whole.add(specifier.local.name);
      else if (specifier.type === "ImportSpecifier") {
        named.set(specifier.local.name, nameOf(specifier.imported));
      }
    }
  }
  return { named, whole };
}

const nameOf = (node: Node) => (node.type === "Identifier" ? node.name : (stringOf(node) ?? ""));

/** The SDK's name that an expression names: an imported one, or a member of `import * as`. */
export function sdkNameOf(node: Node, names: SdkNames, { at }: References): string | undefined {
  const inner = bare(node);
  if (inner.type === "Identifier") {
    return at.get(inner.start)?.declared ? names.named.get(inner.name) : undefined;
  }
  if (inner.type !== "MemberExpression") return undefined;
  const object = bare(inner.object);
  const isSdk =
    object.type === "Identifier" && names.whole.has(object.name) && at.get(object.start)?.declared;
  return isSdk ? keyOf(inner) : undefined;
}

/**
 * Points every `"fanout"` at the SDK, and refuses what cannot be had from it.
 * @param toSource offsets of the JavaScript to those of the source
 */
export function editImports(
  program: Program,
  found: References,
  names: SdkNames,
  edits: Edits,
  report: Diagnostics,
  toSource: (offset: number) => number,
): void {
  const point = (source: Node) => edits.replace(source.start, source.end, JSON.stringify(SDK_SPECIFIER));

  function visit(node: Node): void {
    if (node.type === "ImportExpression") {
      const specifier = stringOf(bare(node.source));
      if (specifier === "fanout") point(node.source);
      else {
        const message =
          specifier === undefined ? 'import() takes only the text "fanout" here.' : foreignModule(specifier);
        report.add(message, toSource(node.source.start));
      }
    }
    if (node.type === "MemberExpression") {
      const name = sdkNameOf(node, names, found);
      if (name !== undefined && !VALUES.includes(name))
        report.add(notAValue(name), toSource(node.property.start));
    }
    for (const child of children(node)) visit(child);
  }

  for (const statement of program.body) {
    const isModule =
      statement.type === "ImportDeclaration" ||
      statement.type === "ExportAllDeclaration" ||
      statement.type === "ExportNamedDeclaration";
    if (isModule && statement.source) {
      point(statement.source);
      for (const specifier of "specifiers" in statement ? statement.specifiers : []) {
        const theirs =
          specifier.type === "ImportSpecifier"
            ? specifier.imported
            : specifier.type === "ExportSpecifier"
              ? specifier.local
              : undefined;
        const name = theirs && nameOf(theirs);
        if (theirs && name !== undefined && TYPES.includes(name))
          report.add(notAValue(name), toSource(theirs.start));
      }
    } else visit(statement);
  }
}

const notAValue = (name: string) =>
  TYPES.includes(name) ? `"${name}" is a type: it cannot be used as a value.` : unknownName(name, VALUES);

/** A global of this name is in every worker, so that it need not be the SDK's. */
const GLOBALS = new Set(["File"]);

/** Refuses the SDK's names where they are used and nothing imports them, or only their types. */
export function checkUnimported(
  { all }: References,
  tokens: readonly SourceToken[],
  report: Diagnostics,
  toSource: (offset: number) => number,
): void {
  for (const { name, start, declared } of all) {
    if (declared || GLOBALS.has(name) || !VALUES.includes(name)) continue;
    const offset = toSource(start);
    // What sucrase writes for an enum can stand where the source has something else.
    if (!tokens.some((token) => token.start === offset && token.text === name)) continue;
    report.add(`"${name}" is not imported: write import { ${name} } from "fanout".`, offset);
  }
}
