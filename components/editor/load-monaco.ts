import type * as Api from "monaco-editor/editor/editor.api";
import { publicUrl } from "@/lib/app/base-path";
import { MONACO_FOLDER } from "@/lib/app/editor/monaco-manifest.generated";
import type { LanguageId } from "@/lib/model/language";
import { type MonacoTypeScript, setUpTypeScript } from "./monaco-typescript";

export type Monaco = typeof Api & MonacoTypeScript;

/** What each language sets up in the editor, once. */
const setUps: Readonly<Record<LanguageId, (monaco: Monaco) => void>> = { typescript: setUpTypeScript };

let loading: Promise<Monaco> | undefined;

/** Loads the editor once; a later call tries again where it failed. */
export function loadMonaco(): Promise<Monaco> {
  loading ??= load();
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

async function load(): Promise<Monaco> {
  const script = publicUrl(`${MONACO_FOLDER}/editor.js`);
  const arriving: Promise<Monaco> = import(/* webpackIgnore: true */ /* turbopackIgnore: true */ script);
  const [monaco] = await Promise.all([arriving, addStyles(publicUrl(`${MONACO_FOLDER}/editor.css`))]);
  for (const setUp of Object.values(setUps)) setUp(monaco);
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
      reject(new Error("The editor's styles could not be loaded."));
    };
    document.head.append(link);
  });
}
