import type * as Api from "monaco-editor/editor/editor.api";
import { publicUrl } from "@/lib/app/base-path";
import { MONACO_FOLDER } from "@/lib/app/editor/monaco-manifest.generated";
import { languages } from "@/lib/language/languages";
import type { LanguageId } from "@/lib/model/language";
import { type MonacoTypeScript, setUpTypeScript } from "./monaco-typescript";

export type Monaco = typeof Api & MonacoTypeScript;

/** What each language sets up in the editor, once. */
const setUps: Readonly<Record<LanguageId, (monaco: Monaco) => unknown>> = {
  typescript: async (monaco) => {
    setUpTypeScript(monaco);
    (await import("./typescript/completions")).offerCompletions(monaco);
  },
  python: async (monaco) => (await import("./monaco-python")).setUpPython(monaco),
};

const settingUp = new Map<LanguageId, Promise<unknown>>();
let loading: Promise<Monaco> | undefined;

/** Loads the editor once, and what it needs for a language; a later call tries again where it failed. */
export async function loadMonaco(language: LanguageId): Promise<Monaco> {
  loading ??= load();
  loading.catch(() => {
    loading = undefined;
  });
  const monaco = await loading;
  const setUp = settingUp.get(language) ?? Promise.resolve(setUps[language](monaco));
  settingUp.set(language, setUp);
  setUp.catch(() => settingUp.delete(language));
  await setUp;
  // Loads the language's colors: an editor that begins without them shows black text for a moment.
  await monaco.editor.colorize("a", languages[language].editor.languageId, {});
  return monaco;
}

async function load(): Promise<Monaco> {
  const script = publicUrl(`${MONACO_FOLDER}/editor.js`);
  const arriving: Promise<Monaco> = import(/* webpackIgnore: true */ /* turbopackIgnore: true */ script);
  const [monaco] = await Promise.all([arriving, addStyles(publicUrl(`${MONACO_FOLDER}/editor.css`))]);
  return monaco;
}

/** Resolves when they apply: an editor that is measured without them is broken until it is laid out again. */
function addStyles(href: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      reject(new Error("The editor failed to load. Reload the page."));
    };
    document.head.append(link);
  });
}
