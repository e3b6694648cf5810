import type { languages } from "monaco-editor/editor/editor.api";
import { publicUrl } from "@/lib/app/base-path";
import { MONACO_FOLDER } from "@/lib/app/editor/monaco-manifest.generated";
import { languages as ours } from "@/lib/language/languages";
import type { Monaco } from "../load-monaco";

interface Definition {
  readonly conf: languages.LanguageConfiguration;
  readonly language: languages.IMonarchLanguage & { readonly keywords: readonly string[] };
}

const isKeyword = (word: string): boolean => ours.python.highlight(word)[0]?.[0]?.kind === "keyword";

/** Python's colors, brackets and indentation. */
export async function addColors(monaco: Monaco): Promise<void> {
  const script = publicUrl(`${MONACO_FOLDER}/python.js`);
  const { conf, language }: Definition = await import(
    /* webpackIgnore: true */ /* turbopackIgnore: true */ script
  );
  monaco.languages.register({ id: "python", extensions: [".py"] });
  monaco.languages.setLanguageConfiguration("python", conf);
  // Functions and types that come with Python have the color of other names, as before the editor arrived.
  monaco.languages.setMonarchTokensProvider("python", {
    ...language,
    keywords: language.keywords.filter(isKeyword),
  });
}
