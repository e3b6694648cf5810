const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "{": "&#123;",
  "}": "&#125;",
};

/**
 * Text as it must be written in HTML, between tags or in a quoted attribute. Braces too: MDX and Vue's templates evaluate what
 * is between them.
 */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"{}]/g, (sign) => ENTITIES[sign] ?? sign);

const asEntity = (sign: string): string => `&#${sign.codePointAt(0)};`;

/** What Markdown, MDX among it, would read as something else than text, even inside an element. */
const MARKDOWN = /[*`\\~@]|(?<![a-z0-9])_|_(?![a-z0-9])|\](?=[([:])|(?<=https?):|(?<=www)\.| (?=\s*$)/gi;
/** The start of a line that Markdown would read as a list, a heading, a rule or a table. */
const LINE_START = /^(?:[-+#=|:![]|\d(?=\d*[.)]))/;
/** MDX drops spaces next to the end of a line, but not next to an element: this one is nothing else. */
const INDENT = /^(?=\s)/;

/**
 * A program as it must be written inside an element, so that it is the same text in a page of HTML, of Markdown and of MDX. No line is
 * empty: after an empty line MDX runs what follows, when it begins with `export`.
 */
export function escapeCode(code: string): string {
  let written = "";
  let empty = "";
  for (const [at, line] of code.split("\n").entries()) {
    const text = escapeHtml(line.replace(MARKDOWN, (sign) => `\0${sign.codePointAt(0)};`)).replaceAll(
      "\0",
      "&#",
    );
    if (at > 0 && line.trim() === "") {
      empty += `${Array.from(line, asEntity).join("")}&#10;`;
      continue;
    }
    written += `${at > 0 ? "\n" : ""}${empty}${text.replace(LINE_START, asEntity).replace(INDENT, "<wbr/>")}`;
    empty = "";
  }
  return written + empty;
}
