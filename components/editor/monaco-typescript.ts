import type * as Features from "monaco-editor/languages/features/typescript/register";
import { sdkTypes } from "@/lib/sdk/types.generated";

/** What the pre-bundled editor exports for TypeScript. */
export interface MonacoTypeScript {
  readonly typescript: typeof Features;
}

/** Numbers of TypeScript's own that Monaco's declaration leaves out. */
const BUNDLER_RESOLUTION: number = 100;
const FORCE_MODULE: number = 3;

export function setUpTypeScript({ typescript }: MonacoTypeScript): void {
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
