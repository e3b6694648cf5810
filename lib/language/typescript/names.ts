import { capitalize } from "@/lib/base/format";
import { type DefinitionCall, type Module, thisOne } from "./definitions";
import type { Diagnostics } from "./failure";
import type { Reader } from "./literals";
import { bare, type Node } from "./syntax";

/** The runtime cuts names here. */
const LONGEST = 200;

/** The options of a definition, which an environment takes first and the others second. */
export const optionsOf = ({ kind, node }: DefinitionCall): Node | undefined =>
  kind === "environment" ? node.arguments[0] : node.arguments[1];

/** What the runtime takes for the name where nothing else gives one: it is passed to `define`. */
export const fallbackName = ({ binding, key }: DefinitionCall, isEntry: boolean): string =>
  binding ?? key ?? (isEntry ? "main" : "");

/** A function's own name; `anonymous`; or `unknown` without running the program. */
type OwnName = { readonly name: string } | "anonymous" | "unknown";

export interface Named {
  readonly name: string;
  /** A launch plan that goes by its workflow's name, which is no clash. */
  readonly isWorkflows: boolean;
}

/**
 * The name of each definition: its option, else its function's own name, else its variable's. A launch plan goes by its
 * workflow's name. All are known without running the program, because the cache and the page go by them.
 */
export function nameDefinitions(
  calls: readonly DefinitionCall[],
  entry: Node | undefined,
  module: Module,
  reader: Reader,
  report: Diagnostics,
  toSource: (offset: number) => number,
): ReadonlyMap<DefinitionCall, Named> {
  const byNode = new Map<Node, DefinitionCall>(calls.map((call) => [call.node, call]));

  /** @returns an empty text after a report */
  function nameOf(call: DefinitionCall, depth: number): string {
    const option = optionOf(call);
    if (option !== undefined) return option;
    const [first] = call.node.arguments;
    if (call.kind === "environment") return fallbackName(call, false) || "environment";
    const own = first ? ownName(first, depth) : "anonymous";
    if (typeof own === "object") return own.name;
    const fallback = fallbackName(call, call.node === entry);
    const refuse = (message: string) => report.add(message, toSource(call.node.start));
    const source = call.kind === "launchPlan" ? "workflow" : "function";
    const needing = `${capitalize(thisOne(call.kind))} needs`;
    if (!first) refuse(`\`${call.kind}\` needs a ${source}.`);
    else if (own === "unknown") {
      refuse(`${needing} a name, because its ${source} is an expression. Add { name: "…" }.`);
    } else if (fallback === "") {
      refuse(`${needing} a name. Assign it to a variable or add { name: "…" }.`);
    }
    return fallback;
  }

  function optionOf(call: DefinitionCall): string | undefined {
    const options = optionsOf(call);
    const property = options && reader.properties(options)?.byName.get("name");
    if (!property) return undefined;
    const known = property.kind === "init" ? reader.read(property.value) : undefined;
    if (known && known.value === undefined) return undefined;
    const name = known?.value;
    if (typeof name === "string" && name !== "" && name.length <= LONGEST) return name;
    report.add(
      `\`name\` must be a string literal of 1 to ${LONGEST} characters. It is read before the program runs.`,
      toSource(property.start),
    );
    return "";
  }

  function ownName(node: Node, depth: number): OwnName {
    const fn = bare(node);
    if (depth > 50) return "unknown";
    if (fn.type === "ArrowFunctionExpression") return "anonymous";
    if (fn.type === "FunctionExpression") return fn.id ? { name: fn.id.name } : "anonymous";
    const made = byNode.get(fn);
    if (made) return { name: nameOf(made, depth + 1) };
    if (fn.type !== "Identifier" || !module.found.at.get(fn.start)?.declared) return "unknown";
    const imported = module.names.named.get(fn.name);
    if (imported !== undefined) return { name: imported };
    const binding = module.bindings.get(fn.name);
    if (!binding) return "unknown";
    if (binding.kind === "function") return { name: fn.name };
    if (!binding.node.init) return "unknown";
    const held = ownName(binding.node.init, depth + 1);
    return held === "anonymous" ? { name: fn.name } : held;
  }

  return new Map(
    calls.map((call) => {
      const name = nameOf(call, 0);
      const [first] = call.node.arguments;
      const target = call.kind === "launchPlan" && first ? ownName(first, 0) : undefined;
      return [call, { name, isWorkflows: typeof target === "object" && target.name === name }];
    }),
  );
}

/** Refuses two definitions of one name: results are kept by it, and the tree shows it. */
export function checkUnique(
  names: ReadonlyMap<DefinitionCall, Named>,
  report: Diagnostics,
  toSource: (offset: number) => number,
): void {
  const plans = new Map<string, DefinitionCall>();
  const others = new Map<string, DefinitionCall>();
  for (const [call, { name, isWorkflows }] of [...names].sort(([a], [b]) => a.node.start - b.node.start)) {
    if (name === "") continue;
    const taken = isWorkflows ? plans : others;
    const other = taken.get(name);
    if (!other) {
      taken.set(name, call);
      continue;
    }
    const [line, otherLine] = [call, other].map(({ node }) => report.place(toSource(node.start)).line);
    const where = line === otherLine ? `both on line ${line}` : `lines ${otherLine} and ${line}`;
    report.add(
      `Two definitions are named "${name}" (${where}). Rename one with { name: "…" }.`,
      toSource(call.node.start),
    );
  }
}
