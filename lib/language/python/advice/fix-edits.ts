import type { Edit } from "../../advice/finding";
import type { Subject } from "./subject";

/**
 * How the program writes a module, and what imports it where it is not imported.
 * @returns undefined where its name stands for something else
 */
export function importEdit(
  module: string,
  subject: Subject,
): { readonly name: string; readonly edits: Edit[] } | undefined {
  for (const [name, { definitions }] of subject.module.variables)
    if (definitions.length === 1 && definitions[0]?.path === module) return { name, edits: [] };
  if (subject.module.variables.has(module)) return undefined;
  const first = subject.root.children.find(
    (node) => node.type === "ImportStatement" && !subject.textOf(node).startsWith("from __future__"),
  );
  if (!first) return undefined;
  return { name: module, edits: [{ start: first.start, end: first.start, text: `import ${module}\n` }] };
}

/** A name that nothing in the program has: `work`, or with a number behind. */
export function freeName(wanted: string, subject: Subject): string {
  const names = new Set(
    subject.nodes.flatMap((node) => (node.type === "VariableName" ? [subject.textOf(node)] : [])),
  );
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}_${n}`;
    if (!names.has(name)) return name;
  }
}
