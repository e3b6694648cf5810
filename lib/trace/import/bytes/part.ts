/** A piece of a file, in the order of the file. */
export type Part =
  /** An item of a list that is a member of an object, or a list by itself (`at` is empty). */
  | { readonly type: "item"; readonly at: string; readonly value: unknown }
  /** An object, at its end, without its lists of objects. */
  | { readonly type: "document"; readonly value: Members }
  /** A line of a table, by the names in its first line. */
  | { readonly type: "row"; readonly cells: Cells };

export type Members = Readonly<Record<string, unknown>>;
export type Cells = Readonly<Record<string, string>>;
export type TakePart = (part: Part) => void;

/** Parts of an object, as if it were a file by itself. @param skipped members that are left out */
export function* asDocument(value: unknown, skipped?: ReadonlySet<string>): Generator<Part> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  const members: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const at of Object.keys(value)) {
    if (skipped?.has(at)) continue;
    const member = (value as Members)[at];
    if (!Array.isArray(member)) {
      members[at] = member;
      continue;
    }
    const isItem = (each: unknown): boolean => typeof each === "object" && each !== null;
    for (const each of member) if (isItem(each)) yield { type: "item", at, value: each };
    members[at] = member.filter((each) => !isItem(each));
  }
  yield { type: "document", value: members };
}
