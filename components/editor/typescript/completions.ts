import { sdkTypes } from "@/lib/sdk/types.generated";
import type { Monaco } from "../load-monaco";
import { importEdit, importedNames } from "./import-edit";
import { type Entry, isOffered } from "./offered";
import { SNIPPETS } from "./snippets";

type Model = ReturnType<Monaco["editor"]["createModel"]>;
type Item = Parameters<
  NonNullable<Parameters<Monaco["languages"]["registerCompletionItemProvider"]>[1]["resolveCompletionItem"]>
>[0];

/** Of which the service is asked again when an item is looked at. */
interface Place {
  readonly model: Model;
  readonly offset: number;
}

interface Answer {
  /** The caret is where a statement begins. */
  readonly isGlobalCompletion: boolean;
  readonly isMemberCompletion: boolean;
  readonly entries: readonly Entry[];
}

interface Details {
  readonly displayParts?: readonly { readonly text: string }[];
  readonly documentation?: readonly { readonly text: string }[];
}

const SDK_NAMES: readonly string[] = [
  ...new Set([...sdkTypes.matchAll(/^\s*export (?:function|class) (\w+)/gm)].map(([, name]) => name ?? "")),
];

/** Members, strings, comments and imports are no place for names of the SDK. */
const NO_NAMES = /(?:[.'"`]\w*|\/\/[^\n]*|^\s*import\b[^;]*)$/;

/** Completions for programs, in place of those that the editor would ask TypeScript's service for. */
export function offerCompletions(monaco: Monaco): void {
  const { typescriptDefaults, getTypeScriptWorker } = monaco.typescript;
  typescriptDefaults.setModeConfiguration({
    ...typescriptDefaults.modeConfiguration,
    completionItems: false,
  });
  const places = new WeakMap<Item, Place>();
  const serviceOf = async (model: Model) => (await getTypeScriptWorker())(model.uri);
  monaco.languages.registerCompletionItemProvider("typescript", {
    triggerCharacters: ["."],
    async provideCompletionItems(model, position) {
      const offset = model.getOffsetAt(position);
      const service = await serviceOf(model);
      const found: Answer | undefined = model.isDisposed()
        ? undefined
        : await service.getCompletionsAtPosition(model.uri.toString(), offset);
      if (model.isDisposed()) return { suggestions: [] };
      const word = model.getWordUntilPosition(position);
      const range = new monaco.Range(
        position.lineNumber,
        word.startColumn,
        position.lineNumber,
        word.endColumn,
      );
      const suggestions: Item[] = (found?.entries ?? []).filter(isOffered).map((entry) => ({
        label: entry.name,
        kind: kindOf(monaco, entry.kind),
        insertText: entry.name,
        sortText: entry.sortText,
        range,
      }));
      for (const item of suggestions) places.set(item, { model, offset });
      const line = model.getLineContent(position.lineNumber).slice(0, word.startColumn - 1);
      if (found?.isMemberCompletion !== true && !NO_NAMES.test(line))
        suggestions.push(...ownItems(monaco, model, range, found?.isGlobalCompletion ?? true));
      return { suggestions };
    },
    async resolveCompletionItem(item) {
      const place = places.get(item);
      if (!place || place.model.isDisposed()) return item;
      const service = await serviceOf(place.model);
      const name = typeof item.label === "string" ? item.label : item.label.label;
      const details: Details | undefined = await service.getCompletionEntryDetails(
        place.model.uri.toString(),
        place.offset,
        name,
      );
      const textOf = (parts: readonly { readonly text: string }[] | undefined): string =>
        (parts ?? []).map(({ text }) => text).join("");
      return {
        ...item,
        detail: textOf(details?.displayParts),
        documentation: { value: textOf(details?.documentation) },
      };
    },
  });
}

/** The SDK's names that are not imported, and snippets, each with the import that it needs. */
function ownItems(monaco: Monaco, model: Model, range: Item["range"], isStatement: boolean): readonly Item[] {
  const code = model.getValue();
  const imported = importedNames(code);
  const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages;
  const names = SDK_NAMES.filter((name) => !imported.includes(name)).map((name) => ({
    label: { label: name, description: "fanout" },
    kind: /^[A-Z]/.test(name) ? CompletionItemKind.Class : CompletionItemKind.Function,
    insertText: name,
    detail: 'Adds the import from "fanout"',
    // Right after what the program declares.
    sortText: "12",
    range,
    additionalTextEdits: importEdits(monaco, model, code, [name]),
  }));
  const snippets = SNIPPETS.filter(() => isStatement).map(({ label, detail, text, uses }) => ({
    label,
    kind: CompletionItemKind.Snippet,
    insertText: text,
    insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet,
    detail,
    sortText: "13",
    range,
    additionalTextEdits: importEdits(monaco, model, code, uses),
  }));
  return [...names, ...snippets];
}

function importEdits(monaco: Monaco, model: Model, code: string, names: readonly string[]) {
  const edit = importEdit(code, names);
  if (edit === undefined) return [];
  const [from, to] = [model.getPositionAt(edit.from), model.getPositionAt(edit.to)];
  return [
    { range: new monaco.Range(from.lineNumber, from.column, to.lineNumber, to.column), text: edit.text },
  ];
}

function kindOf(monaco: Monaco, kind: string) {
  const { CompletionItemKind } = monaco.languages;
  switch (kind) {
    case "keyword":
      return CompletionItemKind.Keyword;
    case "function":
    case "local function":
      return CompletionItemKind.Function;
    case "method":
    case "construct":
      return CompletionItemKind.Method;
    case "property":
    case "getter":
    case "setter":
      return CompletionItemKind.Field;
    case "class":
    case "local class":
      return CompletionItemKind.Class;
    case "interface":
    case "type":
      return CompletionItemKind.Interface;
    case "module":
    case "external module name":
      return CompletionItemKind.Module;
    default:
      return CompletionItemKind.Variable;
  }
}
