// generated/monaco/<version>-<hash>/: the editor, bundled once by esbuild. Next's own bundler would take 30 s each time.
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { filesUnder, hashOf } from "../hash.mjs";
import { inRoot, root } from "../paths.mjs";
import { writeIfChanged } from "./write.mjs";

const versionOf = async (name) =>
  JSON.parse(await readFile(inRoot("node_modules", name, "package.json"), "utf8")).version;

/** Bundles the editor unless a bundle of the same inputs exists, and writes where it is. */
export async function generateMonaco() {
  const versions = [await versionOf("monaco-editor"), await versionOf("esbuild")];
  const inputs = [...filesUnder(["scripts/monaco"]), "scripts/generate/monaco.mjs"];
  const name = `${versions[0]}-${hashOf(inputs, versions).slice(0, 8)}`;
  const isNew = !existsSync(inRoot("generated/monaco", name));
  if (isNew) await bundleInto(name);
  await writeIfChanged(
    "lib/app/editor/monaco-manifest.generated.ts",
    `/** Folder of the editor. It holds editor.js (a module whose exports are Monaco's) and editor.css. */
export const MONACO_FOLDER = "/monaco/${name}";
`,
  );
  return isNew ? `bundled into generated/monaco/${name}` : "unchanged";
}

/** A language's definition imports the whole editor for one enumeration. */
const withoutEditor = {
  name: "without editor",
  setup: ({ onResolve }) =>
    onResolve({ filter: /editor\/editor\.api/ }, () => ({ path: inRoot("scripts/monaco/editor-stub.ts") })),
};

/**
 * What starts a language's worker imports every feature of the editor, those too that scripts/monaco/features.ts leaves out. They would register
 * themselves once the first program in TypeScript is open, too late for the services that they need: the next editor would throw.
 */
const onlyWorkers = {
  name: "only workers",
  setup: ({ onLoad }) =>
    onLoad({ filter: /internal\/common\/workers\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replaceAll(/^import '[^']+';$/gm, ""),
    })),
};

/** Bundles into a temporary folder and renames it, so that nobody reads half of it. */
async function bundleInto(name) {
  const draft = inRoot(".cache", `monaco-${process.pid}`);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  const { build } = await import("esbuild");
  const common = {
    absWorkingDir: root,
    outdir: draft,
    bundle: true,
    minify: true,
    target: "es2022",
    legalComments: "none",
    loader: { ".ttf": "file" },
    assetNames: "[name]-[hash]",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  };
  await build({
    ...common,
    format: "esm",
    entryPoints: [inRoot("scripts/monaco/editor.ts")],
    plugins: [onlyWorkers],
  });
  await build({
    ...common,
    format: "esm",
    entryPoints: [inRoot("scripts/monaco/python.ts")],
    plugins: [withoutEditor],
  });
  const workers = ["editor.worker.ts", "typescript.worker.ts"].map((file) => inRoot("scripts/monaco", file));
  // Classic scripts: they are started by importScripts.
  await build({ ...common, format: "iife", entryPoints: workers });
  await writeFile(`${draft}/LICENSE.txt`, await readFile(inRoot("node_modules/monaco-editor/LICENSE")));

  const home = inRoot("generated/monaco");
  await mkdir(home, { recursive: true });
  for (const old of await readdir(home)) await rm(inRoot("generated/monaco", old), { recursive: true });
  await rename(draft, inRoot("generated/monaco", name)).catch(async (error) => {
    // Another process has made the same bundle.
    await rm(draft, { recursive: true });
    if (!existsSync(inRoot("generated/monaco", name))) throw error;
  });
}
