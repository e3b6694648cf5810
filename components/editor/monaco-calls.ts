import { languages } from "@/lib/language/languages";
import type { LanguageId } from "@/lib/model/language";
import type { Monaco } from "./load-monaco";

type CodeEditor = ReturnType<Monaco["editor"]["create"]>;

/** Characters past which calls have no color, so that typing stays quick; as in the plain editor. */
const COLORED_MAX_LENGTH = 60_000;
/** ms without a change. */
const DELAY_MS = 100;

/**
 * Colors what is called, which Monaco's own colors do not know, as the plain editor does: when one takes the other's place, no
 * word changes its color.
 */
export function colorCalls(editor: CodeEditor, language: LanguageId): { dispose(): void } {
  const marks = editor.createDecorationsCollection();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const color = (): void => {
    const code = editor.getValue();
    marks.set(code.length > COLORED_MAX_LENGTH ? [] : callsIn(code, language));
  };
  color();
  const listener = editor.onDidChangeModelContent(() => {
    clearTimeout(timer);
    timer = setTimeout(color, DELAY_MS);
  });
  return {
    dispose() {
      clearTimeout(timer);
      listener.dispose();
    },
  };
}

/** Where words that are called stand, as decorations. */
export function callsIn(code: string, language: LanguageId) {
  return languages[language].highlight(code).flatMap((tokens, at) => {
    let column = 1;
    return tokens.flatMap(({ kind, text }) => {
      const from = column;
      column += text.length;
      if (kind !== "call") return [];
      const range = {
        startLineNumber: at + 1,
        startColumn: from,
        endLineNumber: at + 1,
        endColumn: column,
      };
      return [{ range, options: { inlineClassName: "code-call" } }];
    });
  });
}
