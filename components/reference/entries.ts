export interface Entry {
  /** Anchor, and what it is called: "map", "dagster.op". */
  readonly name: string;
  /** Markdown. */
  readonly text: string;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly entries: readonly Entry[];
}

/** Entries of a text with a heading of the second level for each. */
export function entriesOf(markdown: string): readonly Entry[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [name = "", ...rest] = part.split("\n");
      // The text's own links lead to other pages of the docs, which the site does not have.
      const text = rest.join("\n").replace(/\[([^\]]+)\]\((?!https:)[^)]*\)/g, "$1");
      return { name: name.trim(), text: text.trim() };
    });
}

/** What programs call first, then the types of its options. */
export const functionsFirst = (entries: readonly Entry[]): readonly Entry[] => {
  const isType = ({ text }: Entry): boolean => /```ts\n(?:interface|type) /.test(text);
  return [...entries.filter((entry) => !isType(entry)), ...entries.filter(isType)];
};

/** Sections of a text with a heading of the first level for each. */
export function sectionsOf(markdown: string): readonly Section[] {
  return markdown
    .split(/^# /m)
    .slice(1)
    .map((part) => {
      const [title = "", ...rest] = part.split("\n");
      const [text = ""] = rest.join("\n").split(/^## /m);
      return { id: title.trim(), title: title.trim(), text: text.trim(), entries: entriesOf(part) };
    });
}
