export interface ImportEdit {
  /** UTF-16 units from the start of the text. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const IMPORT = /^import\s*\{([^}]*)\}\s*from\s*["']fanout["'];?/m;

/** Names that a program imports from "fanout", as they are called there. */
export function importedNames(code: string): readonly string[] {
  const inside = IMPORT.exec(code)?.[1] ?? "";
  return inside
    .split(",")
    .map(
      (each) =>
        each
          .trim()
          .replace(/^type\s+/, "")
          .split(/\s+as\s+/)[0] ?? "",
    )
    .filter((name) => name !== "");
}

/** Imports `names` from "fanout" too. @returns undefined where all are */
export function importEdit(code: string, names: readonly string[]): ImportEdit | undefined {
  const known = importedNames(code);
  const missing = names.filter((name) => !known.includes(name));
  if (missing.length === 0) return undefined;
  const found = IMPORT.exec(code);
  if (found === null)
    return { from: 0, to: 0, text: `import { ${missing.sort().join(", ")} } from "fanout";\n\n` };
  // What is there stays as it is written: "map as each", comments.
  const parts = (found[1] ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const all = [...parts, ...missing].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  const from = found.index;
  return { from, to: from + found[0].length, text: `import { ${all.join(", ")} } from "fanout";` };
}
