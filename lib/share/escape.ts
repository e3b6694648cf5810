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
