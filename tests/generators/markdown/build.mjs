// Makes a page of each Markdown file: what many blogs and READMEs go through.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { marked } from "marked";

const folder = process.argv[2] ?? "site";
const layout = readFileSync(new URL("layout.html", import.meta.url), "utf8");
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(new URL("pages", import.meta.url))) {
  const text = readFileSync(new URL(`pages/${name}`, import.meta.url), "utf8");
  const page = layout.replace("%CONTENT%", () => marked.parse(text));
  writeFileSync(
    `${folder}/${name.replace(/\.md$/, ".html")}`,
    page.replaceAll("%FANOUT_URL%", process.env.FANOUT_URL),
  );
}
