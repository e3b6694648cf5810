// Docs stay true to the tree: every file and folder that docs/ and the texts at the root name exists, and every link between
// them leads somewhere. A step of `npm run lint`.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { foldersFrom, missingPaths } from "./check-readmes.mjs";
import { root } from "./paths.mjs";

const ROOT_TEXTS = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"];
const FOLDERS = ["app", "bench", "components", "docs", "lib", "public", "scripts", "tests", "workers"];

/** Made by a build or a benchmark, or of the reader's own site, by the last part of their path. */
const ELSEWHERE = new Set(
  "embed.js embed.d.ts sw.js 404.html licenses.txt sandbox-python.html index.html vercel.json staticwebapp.config.json fanout.html config.mjs conf.py latest.json out packs".split(
    " ",
  ),
);

/** `[words](docs/links.md#format)`, not an address of another site. */
const LINK = /\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]+))?\)/g;

/** @param {string} text @returns {Set<string>} the fragments of its headings, as GitHub makes them */
function fragments(text) {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .replaceAll(/\s/g, "-"),
    ),
  );
}

/**
 * What is wrong with a text.
 * @param {string} text
 * @param {(path: string) => boolean} exists whether the tree has this path, or one that ends with it
 * @param {(link: string) => string | undefined} textAt the text that a link leads to ("" is this one)
 * @returns {{ line: number, problem: string }[]}
 */
export function docProblems(text, exists, textAt) {
  const known = (path) => ELSEWHERE.has(path.replace(/\/$/, "").split("/").at(-1)) || exists(path);
  return text.split("\n").flatMap((content, at) => {
    const gone = missingPaths(content, known).map((path) => `"${path}" does not exist`);
    const lost = [...content.matchAll(LINK)].flatMap(([, path, fragment]) => {
      const target = path === "" ? text : textAt(path);
      if (target === undefined) return [`the link to "${path}" leads nowhere`];
      return fragment === undefined || fragments(target).has(fragment)
        ? []
        : [`"${path}" has no heading "#${fragment}"`];
    });
    return [...gone, ...lost].map((problem) => ({ line: at + 1, problem }));
  });
}

/** @returns {string[]} `file:line message` for every problem in the tree */
export function wrongDocs() {
  const folders = FOLDERS.flatMap(foldersFrom);
  const paths = folders.flatMap((folder) => [
    `/${folder}/`,
    ...readdirSync(join(root, folder)).map((name) => `/${folder}/${name}`),
  ]);
  const exists = (path) => existsSync(join(root, path)) || paths.some((known) => known.endsWith(`/${path}`));
  const docs = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
  return [...ROOT_TEXTS, ...docs.map((name) => `docs/${name}`)].flatMap((file) => {
    const textAt = (link) => {
      const path = join(root, dirname(file), link);
      if (!existsSync(path)) return undefined;
      return path.endsWith(".md") ? readFileSync(path, "utf8") : "";
    };
    const problems = docProblems(readFileSync(join(root, file), "utf8"), exists, textAt);
    return problems.map(({ line, problem }) => `${file}:${line} ${problem}`);
  });
}
