import { nearest } from "@/lib/base/nearest";
import { unknownOption } from "@/lib/base/unknown-option";
import { OPTION_NAMES } from "@/lib/model/option-names";
import { sdkNameOf } from "../imports";
import { bare, keyOf, type Node } from "../syntax";
import type { Finding, Rule } from "./rule";
import type { Subject } from "./subject";

/** `{ retry: 3 }`: the run would end with the same message. */
export const unknownOptions: Rule = (subject) =>
  subject.nodes.flatMap((node) => {
    const given = optionsIn(node, subject);
    return given ? check(given.options, given.what, given.what, subject) : [];
  });

type Checked = keyof typeof OPTION_NAMES;

/** The options that a call is given, and what they are of. */
function optionsIn(
  node: Node,
  subject: Subject,
): { readonly options: Node; readonly what: Checked } | undefined {
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return undefined;
  if (node.arguments.some(({ type }) => type === "SpreadElement")) return undefined;
  const callee = bare(node.callee);
  const { names, found } = subject.compiled.module;
  const defined = subject.definedBy(node)?.kind;
  const isPlan =
    callee.type === "MemberExpression" && subject.definitionOf(callee.object)?.kind === "launchPlan";
  const what = defined ?? (isPlan ? keyOf(callee) : sdkNameOf(callee, names, found));
  if (what === undefined || !Object.hasOwn(PLACES, what)) return undefined;
  const options = node.arguments[PLACES[what as keyof typeof PLACES]];
  return options && { options, what: what as Checked };
}

/** Which argument the options are. */
const PLACES = {
  task: 1,
  dynamic: 1,
  workflow: 1,
  launchPlan: 1,
  traced: 1,
  environment: 0,
  withOverrides: 0,
  map: 2,
  starmap: 2,
  mapUnordered: 2,
} as const;

/** Options that are objects themselves. */
const NESTED: Readonly<Record<string, Checked>> = {
  "environment: reuse": "reuse",
  "task: retries": "retries",
  "dynamic: retries": "retries",
};

function check(options: Node, what: Checked, label: string, subject: Subject): Finding[] {
  const known: readonly string[] = OPTION_NAMES[what];
  const properties = subject.compiled.reader.properties(options)?.byName ?? new Map();
  return [...properties].flatMap(([name, property]): Finding[] => {
    const inner = `${what}: ${name}`;
    const nested = NESTED[inner];
    if (nested && property.kind === "init") return check(property.value, nested, inner, subject);
    if (known.includes(name)) return [];
    const meant = nearest(name, known);
    const isRenamed = meant !== undefined && !properties.has(meant) && !property.computed;
    const key = subject.at(property.key);
    return [
      {
        ...key,
        message: unknownOption(label, name, known),
        fix: isRenamed
          ? {
              title: `Rename it to \`${meant}\``,
              edits: [{ ...key, text: property.shorthand ? `${meant}: ${name}` : meant }],
            }
          : undefined,
      },
    ];
  });
}
