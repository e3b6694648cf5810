import type { ExportAllDeclaration, ExportNamedDeclaration, ImportDeclaration, Program } from "acorn";
import { GLOBAL } from "./awaits";
import type { Edits } from "./edits";
import type { Diagnostics } from "./failure";
import type { References } from "./scope";
import { SDK_TYPES, SDK_VALUES } from "./sdk-names";
import type { SourceToken } from "./sucrase";
import { bare, children, keyOf, type Node, stringOf } from "./syntax";
import { foreignModule, unknownName } from "./typescript-checks";

/** The SDK, in a program. */
const SDK = `${GLOBAL}.sdk`;

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
 * Has the SDK come from the runner's global instead of a module, which would have to be loaded in every worker; and refuses
 * what cannot be had from it. What is imported becomes constants in front of everything: imports are there before any code.
 * @param toSource offsets of the JavaScript to those of the source
 */
export function editImports(
  program: Program,
  code: string,
  found: References,
  names: SdkNames,
  edits: Edits,
  report: Diagnostics,
  toSource: (offset: number) => number,
): void {
  const constants: string[] = [];
  const constant = (pattern: string) => void constants.push(`const ${pattern} = ${SDK};`);
  /** Names of the SDK that are exported again get a name here, which nobody else can have. */
  const hidden = () => `${GLOBAL}_e${constants.length}`;

  /** Carried out once the constants, which stand before the first of them, are written. */
  const replaced: (() => void)[] = [];
  const replace = ({ start, end }: { readonly start: number; readonly end: number }, text: string) =>
    void replaced.push(() => edits.replace(start, end, text));

  function visit(node: Node): void {
    if (node.type === "ImportExpression") {
      const specifier = stringOf(bare(node.source));
      // Up to its bracket, which an edit of what is around it may stand behind.
      if (specifier === "fanout")
        replace({ start: node.start, end: node.source.end }, `(async () => ${SDK})(0`);
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

  const named = (imported: Node, local: string): string => {
    const name = nameOf(imported);
    if (TYPES.includes(name)) report.add(notAValue(name), toSource(imported.start));
    return `${name}: ${local}`;
  };

  function visitImport(statement: ImportDeclaration): void {
    const parts: string[] = [];
    for (const specifier of statement.specifiers) {
      if (specifier.type === "ImportNamespaceSpecifier") constant(specifier.local.name);
      else if (specifier.type === "ImportSpecifier")
        parts.push(named(specifier.imported, specifier.local.name));
    }
    if (parts.length > 0) constant(`{ ${parts.join(", ")} }`);
    replace(statement, "");
  }

  function visitReexport(statement: ExportNamedDeclaration | ExportAllDeclaration): void {
    const parts: string[] = [];
    const exported = (node: Node) => code.slice(node.start, node.end);
    if (statement.type === "ExportNamedDeclaration") {
      for (const { local, exported: as } of statement.specifiers) {
        const name = hidden();
        constant(`{ ${named(local, name)} }`);
        parts.push(`${name} as ${exported(as)}`);
      }
    } else if (statement.exported) {
      const name = hidden();
      constant(name);
      parts.push(`${name} as ${exported(statement.exported)}`);
    }
    // Of `export *` nothing is left: a program's exports are its default, and functions for `new Process`.
    replace(statement, parts.length > 0 ? `export { ${parts.join(", ")} };` : "");
  }

  for (const statement of program.body) {
    if (statement.type === "ImportDeclaration") visitImport(statement);
    else if (
      statement.type === "ExportAllDeclaration" ||
      (statement.type === "ExportNamedDeclaration" && statement.source)
    )
      visitReexport(statement);
    else visit(statement);
  }
  const [first] = program.body;
  if (first && constants.length > 0) edits.open(first.start, constants.join(" "));
  for (const write of replaced) write();
}

const notAValue = (name: string) =>
  TYPES.includes(name) ? `\`${name}\` is a type and cannot be used as a value.` : unknownName(name, VALUES);

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
    report.add(`\`${name}\` is not imported. Add: import { ${name} } from "fanout"`, offset);
  }
}
