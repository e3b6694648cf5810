import { importEdit } from "../advice/fix-edits";
import type { Subject } from "../advice/subject";
import type { Node } from "../advice/syntax";
import { numberArgument, numberAt } from "./argument";
import { decoratedIn } from "./decorated";
import { type Finder, found } from "./found";

const STEPS = /^dagster\.(?:op|asset|multi_asset)$/;

/** Limits in run config and in executors' configuration, and how often ops are tried again. */
export const dagsterSettings: Finder = (subject) => [
  ...limits(subject),
  ...subject.calls.flatMap(({ call, name }) => {
    const list = call.child("ArgList");
    if (name !== "dagster.RetryPolicy" || !list) return [];
    const wanted = { name: "max_retries", position: 0, added: (value: number) => `max_retries=${value}` };
    const step = stepAround(call, subject);
    const label = `max_retries${step === undefined ? "" : ` of ${step}`}`;
    return found("retries", label, numberArgument(list, list.start, wanted, subject));
  }),
  ...addedRetries(subject),
];

/** `{"max_concurrent": 4}`, and `{"key": …, "limit": 4}` of tags. */
const limits: Finder = (subject) =>
  subject.nodes.flatMap((node) => {
    if (node.type !== "DictionaryExpression") return [];
    const entries = node.children.flatMap((key, at) => {
      const value = node.children[at + 2];
      return key.type === "String" && node.children[at + 1]?.type === ":" && value
        ? [{ key: subject.textOf(key).slice(1, -1), value }]
        : [];
    });
    const tag = entries.find(({ key }) => key === "key");
    return entries.flatMap(({ key, value }) => {
      const number = numberAt(subject.valueOf(value), subject);
      if (key === "max_concurrent") return found("parallel", key, number);
      return key === "limit" && tag
        ? found("limit", `limit of tag ${subject.textOf(tag.value).slice(1, -1)}`, number)
        : [];
    });
  });

/** The function whose decorator a node is in. */
function stepAround(node: Node, subject: Subject): string | undefined {
  for (const at of node.around()) {
    const name = at.type === "Decorator" && at.parent?.child("FunctionDefinition")?.child("VariableName");
    if (name) return subject.textOf(name);
  }
  return undefined;
}

/** Ops that are not tried again. */
const addedRetries: Finder = (subject) => {
  const module = importEdit("dagster", subject);
  if (!module) return [];
  return decoratedIn(subject).flatMap(({ name, list, end, functionName }) => {
    if (!STEPS.test(name)) return [];
    if (list && subject.argumentsOf(list.parent ?? list).named.has("retry_policy")) return [];
    const added = (value: number) => `retry_policy=${module.name}.RetryPolicy(max_retries=${value})`;
    const argument = numberArgument(list, end, { name: "retry_policy", added }, subject);
    return found(
      "retries",
      `max_retries of ${functionName}`,
      argument && { ...argument, edits: (value) => [...module.edits, ...argument.edits(value)] },
    );
  });
};
