import type * as Api from "monaco-editor/editor/editor.api";
import type * as TypeScript from "monaco-editor/languages/features/typescript/register";
import { publicUrl } from "@/lib/app/base-path";
import { MONACO_FOLDER } from "@/lib/app/editor/monaco-manifest.generated";
import { sdkTypes } from "@/lib/sdk/types.generated";

export type Monaco = typeof Api & { readonly typescript: typeof TypeScript };

/** The program's place in the editor's file system, beside the declaration of `fanout`. */
export const MAIN_URI = "file:///main.ts";

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
  setUpTypeScript(monaco);
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

/** Numbers of TypeScript's own that Monaco's declaration leaves out. */
const BUNDLER_RESOLUTION: number = 100;
const FORCE_MODULE: number = 3;

function setUpTypeScript({ typescript }: Monaco): void {
  const { typescriptDefaults, ScriptTarget, ModuleKind } = typescript;
  typescriptDefaults.setCompilerOptions({
    target: ScriptTarget.ESNext,
    module: ModuleKind.ESNext,
    moduleResolution: BUNDLER_RESOLUTION,
    moduleDetection: FORCE_MODULE,
    // Programs run in workers: no document, no window. By file name: Monaco finds "webworker" in no other way.
    lib: ["lib.esnext.d.ts", "lib.webworker.d.ts"],
    strict: true,
    noEmit: true,
    isolatedModules: true,
    allowNonTsExtensions: true,
  });
  typescriptDefaults.setEagerModelSync(true);
  typescriptDefaults.setExtraLibs([
    { content: sdkTypes, filePath: "file:///node_modules/fanout/index.d.ts" },
  ]);
}
