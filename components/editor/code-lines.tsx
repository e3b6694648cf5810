import clsx from "clsx";
import { memo } from "react";
import type { Token, TokenKind } from "@/lib/language/language";
import { languages } from "@/lib/language/languages";
import type { LanguageId } from "@/lib/model/language";

const INK: Readonly<Record<TokenKind, string>> = {
  plain: "",
  comment: "text-code-comment italic",
  string: "text-code-string",
  number: "text-code-number",
  keyword: "text-code-keyword",
  call: "text-code-call",
};

/** Characters past which code is shown without colors, so that typing stays quick. */
const COLORED_MAX_LENGTH = 60_000;

const CodeLine = memo(function CodeLine({
  tokens,
  marked,
}: {
  readonly tokens: readonly Token[];
  readonly marked: "error" | "warning" | undefined;
}) {
  let at = 0;
  return (
    <span
      className={clsx(
        marked && "underline decoration-wavy underline-offset-2",
        marked === "error" && "decoration-failed",
        marked === "warning" && "decoration-warning",
      )}
    >
      {tokens.map((token) => {
        at += token.text.length;
        return (
          <span key={at} className={INK[token.kind]}>
            {token.text}
          </span>
        );
      })}
      {"\n"}
    </span>
  );
}, sameLine);

function sameLine(
  a: { readonly tokens: readonly Token[]; readonly marked: string | undefined },
  b: { readonly tokens: readonly Token[]; readonly marked: string | undefined },
): boolean {
  return (
    a.marked === b.marked &&
    a.tokens.length === b.tokens.length &&
    a.tokens.every((token, i) => token.kind === b.tokens[i]?.kind && token.text === b.tokens[i]?.text)
  );
}

export interface CodeLinesProps {
  readonly code: string;
  readonly language: LanguageId;
  readonly marks?: ReadonlyMap<number, "error" | "warning">;
}

export function CodeLines({ code, language, marks }: CodeLinesProps) {
  const lines: readonly (readonly Token[])[] =
    code.length > COLORED_MAX_LENGTH
      ? code.split("\n").map((text) => [{ kind: "plain", text }])
      : languages[language].highlight(code);
  return lines.map((tokens, i) => (
    // A line has no name but its number.
    // biome-ignore lint/suspicious/noArrayIndexKey: lines are told apart by where they stand
    <CodeLine key={i} tokens={tokens} marked={marks?.get(i + 1)} />
  ));
}
