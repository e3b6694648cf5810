import type { ReactNode } from "react";
import { plainMarkup, type Words, wordsOf } from "@/lib/app/lesson/plain-markup";
import { tameText } from "@/lib/base/tame-text";
import { LESSON_LIMITS } from "@/lib/share/lesson-v1";

function draw(words: readonly Words[]): ReactNode {
  return words.map(({ look, text }, at) => {
    const key = `${at} ${look}`;
    if (look === "code") {
      return (
        <code key={key} className="rounded-sm bg-pressed px-1 font-mono">
          {text}
        </code>
      );
    }
    if (look === "bold") return <strong key={key}>{text}</strong>;
    return look === "emphasis" ? <em key={key}>{text}</em> : <span key={key}>{text}</span>;
  });
}

/** A stranger's text, as text: see lib/app/lesson/plain-markup.ts. */
export function MarkedText({ text }: { readonly text: string }) {
  const blocks = plainMarkup(tameText(text, LESSON_LIMITS.text));
  return (
    <div className="wrap-anywhere flex flex-col gap-1.5">
      {blocks.map((block, at) => {
        const key = `${at} ${block.kind}`;
        if (block.kind === "paragraph") return <p key={key}>{draw(block.words)}</p>;
        const List = block.ordered ? "ol" : "ul";
        return (
          <List key={key} className={block.ordered ? "list-decimal pl-5" : "list-disc pl-5"}>
            {block.items.map((words, item) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: items are told apart by where they stand
              <li key={item}>{draw(words)}</li>
            ))}
          </List>
        );
      })}
    </div>
  );
}

/** The same in one line. */
export const MarkedLine = ({ text, max }: { readonly text: string; readonly max: number }) => (
  <span className="wrap-anywhere">{draw(wordsOf(tameText(text, max)))}</span>
);
