import type { Finding } from "../../advice/finding";
import { importEdit } from "./fix-edits";
import type { Rule } from "./rule";
import type { Subject } from "./subject";
import { type Node, startsAsync } from "./syntax";

/** A loop or list that awaits one call after the other, where none needs the one before. */
export const awaitInLoop: Rule = (subject) =>
  subject.nodes.flatMap((node): Finding[] => {
    const turn =
      node.type === "ForStatement"
        ? turnOf(node, subject)
        : node.type === "ArrayComprehensionExpression"
          ? listOf(node)
          : undefined;
    if (!turn || !isIndependent(turn, subject)) return [];
    const { awaited, call, target, items, wrap } = turn;
    const asyncio = importEdit("asyncio", subject);
    const text = (part: { readonly start: number; readonly end: number }) => subject.textOf(part);
    return [
      {
        start: awaited.start,
        end: awaited.end,
        message: "Each call waits for the one before, so the calls do not overlap. Use `asyncio.gather`.",
        fix: asyncio && {
          title: "Use `asyncio.gather`",
          edits: [
            ...asyncio.edits,
            {
              start: node.start,
              end: turn.end,
              text: wrap(
                `await ${asyncio.name}.gather(*(${text(call)} for ${text(target)} in ${text(items)}))`,
                text,
              ),
            },
          ],
        },
      },
    ];
  });

interface Turn {
  readonly awaited: Node;
  readonly call: Node;
  readonly target: { readonly start: number; readonly end: number };
  readonly items: Node;
  /** Of what is replaced. */
  readonly end: number;
  /** Where results go, which no call may use. */
  readonly results?: Node;
  /** What takes the place of the whole. */
  readonly wrap: (gathered: string, text: (part: Node) => string) => string;
}

/** `for x in xs: results.append(await f(x))`. */
function turnOf(loop: Node, subject: Subject): Turn | undefined {
  const header = headerOf(loop.children);
  const body = loop.child("Body");
  const [, statement, ...more] = body?.children ?? [];
  const outer = statement?.type === "ExpressionStatement" ? statement.children[0] : undefined;
  const [method] = outer?.children ?? [];
  if (!header || !outer || !method || more.length > 0 || loop.child("else")) return undefined;
  if (outer.type !== "CallExpression" || method.type !== "MemberExpression") return undefined;
  const [results, , name] = method.children;
  const [argument, ...others] = subject.argumentsOf(outer).positional;
  if (results?.type !== "VariableName" || !name || subject.textOf(name) !== "append") return undefined;
  if (!argument || others.length > 0 || subject.textOf(loop).includes("#")) return undefined;
  const call = awaitedIn(argument);
  return (
    call && {
      ...header,
      awaited: argument,
      end: outer.end,
      call,
      results,
      wrap: (gathered, text) => `${text(results)}.extend(${gathered})`,
    }
  );
}

/** `[await f(x) for x in xs]`. */
function listOf(list: Node): Turn | undefined {
  const [, element, ...rest] = list.children;
  const header = headerOf(rest.slice(0, -1));
  const call = element && awaitedIn(element);
  // `gather` gives a list.
  return header && element && call
    ? { ...header, awaited: element, end: list.end, call, wrap: (gathered) => gathered }
    : undefined;
}

/** Only `for target in items`: no `async`, no second loop, no condition. */
function headerOf(nodes: readonly Node[]): Pick<Turn, "target" | "items"> | undefined {
  const inAt = nodes.findIndex(({ type }) => type === "in");
  const [first, last, items] = [nodes[1], nodes[inAt - 1], nodes[inAt + 1]];
  const after = nodes[inAt + 2];
  const isPlain = nodes[0]?.type === "for" && (after === undefined || after.type === "Body");
  return isPlain && first && last && items
    ? { target: { start: first.start, end: last.end }, items }
    : undefined;
}

function awaitedIn(node: Node): Node | undefined {
  const call = node.type === "AwaitExpression" ? node.children[1] : undefined;
  return call?.type === "CallExpression" ? call : undefined;
}

/** A call of a coroutine function of the program that shares nothing by `global`, `nonlocal` or arguments that change. */
function isIndependent({ call, results }: Turn, subject: Subject): boolean {
  const [callee] = call.children;
  const fn = callee && subject.functionOf(callee);
  if (!fn || !subject.isAsync(fn) || fn.parent?.type === "DecoratedStatement") return false;
  const isShared = [...fn.within()].some(
    (node) => node.type === "ScopeStatement" || (node.type === "WithStatement" && startsAsync(node)),
  );
  const used = results && subject.variableOf(results);
  const usesResults = [...call.within()].some(
    (node) => used !== undefined && subject.scopes.variableOf(node) === used,
  );
  return !isShared && !usesResults && ![...call.within()].some(({ type }) => type === "AwaitExpression");
}
