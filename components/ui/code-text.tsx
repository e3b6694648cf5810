import type { ReactNode } from "react";

/** A message in which code is set off with backticks, as the compiler's are. */
export function CodeText({ text }: { readonly text: string }): ReactNode {
  return text.split("`").map((part, i, parts) =>
    // Every second part lies between two backticks; a last one alone is no code.
    i % 2 === 1 && i < parts.length - 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the text
      <code key={i} className="font-mono">
        {part}
      </code>
    ) : i % 2 === 1 ? (
      `\`${part}`
    ) : (
      part
    ),
  );
}
