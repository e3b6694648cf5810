import { NAME_MAX_LENGTH } from "@/lib/model/limits";
import type { StandInResult } from "@/lib/model/stand-ins";
import { usualResult } from "./needs-result";
import type { Variable } from "./scopes";
import type { Subject } from "./subject";
import type { Node } from "./syntax";
import { isMissing } from "./unavailable-module";

/** A task that uses what a browser does not have. */
export interface FoundNeed {
  /** Its function, as stand-ins name it. */
  readonly task: string;
  /** The name in its definition. */
  readonly at: Node;
  /** The first use in its body: of a module, or of a function that uses one. */
  readonly use: Node;
  readonly modules: readonly string[];
  /** What its stand-in gives as long as nobody says what. */
  readonly gives: StandInResult;
}

interface Known {
  readonly task: string;
  readonly node: Node;
  readonly name: Node;
  readonly variable: Variable | undefined;
}

/** What platforms call to find their graphs: nothing runs in these but calls of steps. */
const GRAPHS = /^(?:\w+\.)?(?:job|graph|graph_asset|workflow|dynamic)\b/;

/**
 * Tasks that use missing modules, directly or through functions that they call: functions with a decorator, and those that are given to a
 * pool or another function. A function that uses one and that no task calls is listed itself.
 */
export function findNeeds(subject: Subject): FoundNeed[] {
  const functions = functionsOf(subject);
  const byVariable = new Map(functions.flatMap((each) => (each.variable ? [[each.variable, each]] : [])));
  const absent = absentVariables(subject);
  const uses = new Map(functions.map((each) => [each, usesOf(each, subject, absent)]));
  const calls = new Map(functions.map((each) => [each, calledBy(each, subject, byVariable)]));
  const reached = (from: Known): ReadonlySet<Known> => {
    const found = new Set([from]);
    for (const each of found) for (const { to } of calls.get(each) ?? []) found.add(to);
    return found;
  };
  const needing = functions.filter((each) => (uses.get(each)?.length ?? 0) > 0);
  const tasks = functions.filter(
    (each) => isTask(each, subject) && needing.some((need) => reached(each).has(need)),
  );
  const covered = new Set(tasks.flatMap((each) => [...reached(each)]));
  const others = needing.filter((each) => !covered.has(each));
  return functions
    .filter((each) => tasks.includes(each) || others.includes(each))
    .flatMap((each): FoundNeed[] => {
      const all = [...reached(each)].flatMap((one) => uses.get(one) ?? []);
      const call = calls.get(each)?.find(({ to }) => needing.some((need) => reached(to).has(need)));
      const use = uses.get(each)?.[0]?.node ?? call?.node;
      const modules = [...new Set(all.map(({ module }) => module))];
      if (!use || each.task.length > NAME_MAX_LENGTH) return [];
      return [{ task: each.task, at: each.name, use, modules, gives: usualResult(each.node, subject) }];
    });
}

/** Functions of the module, and methods of its classes. */
function functionsOf(subject: Subject): Known[] {
  return subject.nodes.flatMap((node): Known[] => {
    if (node.type !== "FunctionDefinition" || subject.functionAround(node)) return [];
    const name = node.child("VariableName");
    if (!name) return [];
    const classes = [...node.around()].filter(({ type }) => type === "ClassDefinition").toReversed();
    const path = [...classes.map((each) => each.child("VariableName") ?? each), name];
    const variable = classes.length === 0 ? subject.variableOf(name) : undefined;
    return [{ task: path.map((each) => subject.textOf(each)).join("."), node, name, variable }];
  });
}

/** Variables that hold what is missing, each with its module: of imports, and what the module's own code makes of those. */
function absentVariables(subject: Subject): ReadonlyMap<Variable, string> {
  const found = new Map<Variable, string>();
  const variables = new Set(
    subject.nodes.flatMap((node) => (node.type === "VariableName" ? (subject.variableOf(node) ?? []) : [])),
  );
  for (const variable of variables)
    for (const { kind, path, name } of variable.definitions) {
      const module = path?.split(".")[0];
      if (kind === "import" && module && isMissing(name, module, subject)) found.set(variable, module);
    }
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const variable of variables) {
      if (found.has(variable) || variable.scope !== subject.module) continue;
      for (const { kind, node } of variable.definitions) {
        const made = kind === "value" ? node : kind === "class" ? node?.child("ArgList") : undefined;
        const use = made && firstUse(made, subject, found);
        if (use) found.set(variable, use.module);
      }
    }
  }
  return found;
}

interface Use {
  readonly node: Node;
  readonly module: string;
}

function firstUse(within: Node, subject: Subject, absent: ReadonlyMap<Variable, string>): Use | undefined {
  return usesIn(within, subject, absent)[0];
}

function usesIn(within: Node, subject: Subject, absent: ReadonlyMap<Variable, string>): Use[] {
  return [...within.within()].flatMap((node): Use[] => {
    const variable = node.type === "VariableName" ? subject.variableOf(node) : undefined;
    const module = variable?.reads.includes(node) ? absent.get(variable) : undefined;
    return module === undefined || isType(node, within) ? [] : [{ node, module }];
  });
}

/** In an annotation, which needs nothing. */
function isType(node: Node, within: Node): boolean {
  for (const at of node.around()) {
    if (at === within) return false;
    if (at.type === "TypeDef") return true;
  }
  return false;
}

const bodyOf = ({ children }: Node): Node | undefined => children.find(({ type }) => type === "Body");

const usesOf = ({ node }: Known, subject: Subject, absent: ReadonlyMap<Variable, string>): Use[] => {
  const body = bodyOf(node);
  return body ? usesIn(body, subject, absent) : [];
};

function calledBy({ node }: Known, subject: Subject, known: ReadonlyMap<Variable, Known>) {
  const body = bodyOf(node);
  return [...(body?.within() ?? [])].flatMap((at) => {
    const variable = at.type === "VariableName" ? subject.variableOf(at) : undefined;
    const to = variable?.reads.includes(at) ? known.get(variable) : undefined;
    return to && !isStep(to, subject) ? [{ node: at, to }] : [];
  });
}

const decoratorsOf = ({ node }: Known): readonly Node[] =>
  node.parent?.type === "DecoratedStatement"
    ? node.parent.children.filter(({ type }) => type === "Decorator")
    : [];

/** It has a decorator, so each call of it is a separate step, which needs the stand-in. */
const isStep = (known: Known, subject: Subject): boolean =>
  decoratorsOf(known).some((each) => !isPlain(subject.textOf(each)));

const PLAIN =
  /^@(?:functools\.)?(?:cache|lru_cache|wraps|staticmethod|classmethod|property|contextmanager)\b/;
const isPlain = (decorator: string): boolean => PLAIN.test(decorator);

function isTask(known: Known, subject: Subject): boolean {
  const decorators = decoratorsOf(known).map((each) => subject.textOf(each).slice(1).trim());
  if (decorators.some((each) => GRAPHS.test(each))) return false;
  if (isStep(known, subject)) return true;
  return (known.variable?.reads ?? []).some((read) => {
    const { parent } = read;
    return parent?.type === "ArgList" || (parent?.type === "CallExpression" && !subject.functionAround(read));
  });
}
