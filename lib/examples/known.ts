import type { Example } from "./example";

const known = new Map<string, Example>();

/** Makes examples known by their names. Those of a language are loaded on their own. */
export function addExamples(more: readonly Example[]): void {
  for (const example of more) known.set(example.name, example);
}

/** @returns undefined for a name that is none, and of one that has not been loaded */
export const findExample = (name: string): Example | undefined => known.get(name);
