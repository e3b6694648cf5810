#!/usr/bin/env node
// Bundles the gallery into .cache/gallery/site: script by esbuild, styles by Tailwind.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import tailwind from "@tailwindcss/postcss";
import { build } from "esbuild";
import postcss from "postcss";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const SITE = at(".cache/gallery/site");

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Gallery</title><link rel="stylesheet" href="main.css"></head>
<body><main id="root"></main><script type="module" src="main.js"></script></body></html>
`;

/** The page names its workers by their source files, as Next requires. */
const namedByOutput = {
  name: "named by output",
  setup: (build) =>
    build.onLoad({ filter: /\/lib\/(analysis|preview)\/.*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(/workers\/(\w+)\.ts/, "workers/$1.js"),
      loader: "ts",
    })),
};

/** @param {{ minify?: boolean, folder?: string }} [options] */
export async function buildGallery({ minify = false, folder = SITE } = {}) {
  await mkdir(folder, { recursive: true });
  const css = at("app/globals.css");
  const [styles] = await Promise.all([
    postcss([tailwind({ base: at(".") })]).process(await readFile(css, "utf8"), { from: css }),
    build({
      entryPoints: {
        main: at("tests/gallery/main.tsx"),
        "workers/analysis": at("workers/analysis.ts"),
        "workers/preview": at("workers/preview.ts"),
      },
      plugins: [namedByOutput],
      outdir: folder,
      bundle: true,
      splitting: true,
      minify,
      format: "esm",
      target: "es2022",
      jsx: "automatic",
      tsconfig: at("tsconfig.json"),
      define: { "process.env.NODE_ENV": '"production"', "process.env.NEXT_PUBLIC_BASE_PATH": '""' },
      logLevel: "warning",
    }),
    writeFile(`${folder}/index.html`, PAGE),
  ]);
  await writeFile(`${folder}/main.css`, styles.css);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildGallery();
