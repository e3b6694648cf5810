import { languages } from "@/lib/language/languages";
import type { LanguageId } from "@/lib/model/language";
import type { Monaco } from "./load-monaco";

type CodeEditor = ReturnType<Monaco["editor"]["create"]>;

/** Characters past which calls have no colour, so that typing stays quick; as in the plain editor. */
const COLOURED_MAX_LENGTH = 60_000;
/** ms without a change. */
const DELAY_MS = 100;

/**
 * Colours what is called, which Monaco's own colours do not know, as the plain editor does: when one takes the other's place, no
 * word changes its colour.
 */
export function colourCalls(editor: CodeEditor, language: LanguageId): { dispose(): void } {
  const marks = editor.createDecorationsCollection();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const colour = (): void => {
    const code = editor.getValue();
    marks.set(code.length > COLOURED_MAX_LENGTH ? [] : callsIn(code, language));
  };
  colour();
  const listener = editor.onDidChangeModelContent(() => {
    clearTimeout(timer);
    timer = setTimeout(colour, DELAY_MS);
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
