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
