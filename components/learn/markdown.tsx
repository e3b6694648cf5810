import clsx from "clsx";
import { Marked } from "marked";

const marked = new Marked({ gfm: true, async: false });

function html(text: string, inline: boolean): string {
  const made = inline ? marked.parseInline(text) : marked.parse(text);
  if (typeof made !== "string") throw new Error("Markdown must be rendered synchronously.");
  return (
    made
      // The corner of a table heads nothing.
      .replaceAll("<th></th>", "<td></td>")
      // A wide table scrolls by itself, and what scrolls must be reached by keyboard.
      .replaceAll("<table>", '<div class="learn-table" role="region" aria-label="Table" tabindex="0"><table>')
      .replaceAll("</table>", "</table></div>")
  );
}

/** Running text of a lesson. It is our own, out of lib/examples: nobody else's ever comes here. */
export function Markdown({ text, className }: { readonly text: string; readonly className?: string }) {
  return (
    <div
      className={clsx("prose", className)}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made of our own text when the site is built
      dangerouslySetInnerHTML={{ __html: html(text, false) }}
    />
  );
}

export function Inline({ text }: { readonly text: string }) {
  return (
    <span
      className="prose-inline"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made of our own text when the site is built
      dangerouslySetInnerHTML={{ __html: html(text, true) }}
    />
  );
}
