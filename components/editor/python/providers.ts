import type { Monaco } from "../load-monaco";
import { completionKind } from "./completions";
import type { LspCompletion, LspPosition, LspRange } from "./messages";
import type { Pyright } from "./pyright";

type Model = ReturnType<Monaco["editor"]["createModel"]>;
type Provider = Parameters<Monaco["languages"]["registerCompletionItemProvider"]>[1];
type Item = Parameters<NonNullable<Provider["resolveCompletionItem"]>>[0];

interface Disposable {
  dispose(): void;
}

/**
 * Answers Monaco's questions about one model. What fails has no answer, and typing goes on.
 * @returns ends it
 */
export function answerFor(monaco: Monaco, model: Model, pyright: Pyright): readonly Disposable[] {
  const { languages, Range } = monaco;
  const language = model.getLanguageId();
  const rangeOf = ({ start, end }: LspRange) =>
    new Range(start.line + 1, start.character + 1, end.line + 1, end.character + 1);
  const items = new WeakMap<Item, LspCompletion>();
  return [
    languages.registerCompletionItemProvider(language, {
      triggerCharacters: ["."],
      async provideCompletionItems(asked, position, _, token) {
        if (asked !== model) return null;
        const list = await answer(pyright.complete(lspPosition(position)));
        if (!list || token.isCancellationRequested) return null;
        const { startColumn, endColumn } = model.getWordUntilPosition(position);
        const range = new Range(position.lineNumber, startColumn, position.lineNumber, endColumn);
        const suggestions = list.items.map((each) => {
          const item: Item = {
            label: each.label,
            kind: completionKind(languages.CompletionItemKind, each.kind),
            insertText: each.insertText ?? each.label,
            range,
            ...(each.detail !== undefined && { detail: each.detail }),
            ...(each.filterText !== undefined && { filterText: each.filterText }),
            ...(each.sortText !== undefined && { sortText: each.sortText }),
          };
          items.set(item, each);
          return item;
        });
        return { suggestions, incomplete: list.isIncomplete };
      },
      async resolveCompletionItem(item) {
        const each = items.get(item);
        const { documentation } = (each && (await answer(pyright.explain(each)))) ?? {};
        return documentation === undefined ? item : { ...item, documentation: markdown(documentation) };
      },
    }),
    languages.registerHoverProvider(language, {
      async provideHover(asked, position) {
        const hover = asked === model ? await answer(pyright.hover(lspPosition(position))) : null;
        return (
          hover && {
            contents: [markdown(hover.contents)],
            ...(hover.range && { range: rangeOf(hover.range) }),
          }
        );
      },
    }),
    languages.registerSignatureHelpProvider(language, {
      signatureHelpTriggerCharacters: ["(", ","],
      signatureHelpRetriggerCharacters: [")"],
      async provideSignatureHelp(asked, position) {
        const help = asked === model ? await answer(pyright.signatures(lspPosition(position))) : null;
        if (!help) return null;
        const signatures = help.signatures.map(({ documentation, parameters = [], ...signature }) => ({
          ...signature,
          ...(documentation !== undefined && { documentation: markdown(documentation) }),
          parameters: parameters.map(({ label }) => ({ label })),
        }));
        const { activeSignature = 0, activeParameter = 0 } = help;
        return { value: { signatures, activeSignature, activeParameter }, dispose: () => {} };
      },
    }),
  ];
}

const answer = <T>(asked: Promise<T>): Promise<T | null> => asked.catch(() => null);

const lspPosition = ({ lineNumber, column }: { lineNumber: number; column: number }): LspPosition => ({
  line: lineNumber - 1,
  character: column - 1,
});

/** Neither trusted nor with HTML: texts of the program are among it. */
const markdown = (text: string | { readonly value: string }) => ({
  value: typeof text === "string" ? text : text.value,
});
