#!/usr/bin/env node
// `npm run link -- FILE.ts [options]`: prints the link that opens a program, and the snippet that embeds it.
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { loadForNode } from "./bundle.mjs";
import { inRoot, isMain } from "./paths.mjs";

const HELP = `npm run link -- FILE.ts [options]        a program of your own
npm run link -- --example NAME [options]   one of the examples

  --base URL          where Fanout is served; default FANOUT_URL, or http://localhost:3000/
  --view VIEW         code, compare, tree, timeline, split or scale
  --inputs JSON       inputs of the entry, or @FILE.json
  --strategies LIST   sequential,async,dynamic,pooled,hybrid
  --workers N         1 to 64
  --settings JSON     any other settings, or @FILE.json
  --report FILE.json  a report to show as recorded, as "Copy results" gives it
  --recorded TIME     when it was recorded, ISO 8601; default now
  --theme THEME       light or dark; default the host page's
  --height PIXELS     default as high as its content
  --width WIDTH       a CSS width
  --readonly          the code cannot be edited
  --title TEXT        name of the embed for screen readers
  --json              one JSON object instead of text
`;

/** What the help lists: with a word in capitals behind it, an option takes a value. */
const listed = Array.from(HELP.matchAll(/^ {2}--(\w+)( [A-Z])?/gm), ([, name, value]) => [
  name,
  { type: value ? "string" : "boolean" },
]);
const options = {
  ...Object.fromEntries(listed),
  example: { type: "string" },
  help: { type: "boolean", short: "h" },
};

const LIBRARY = `export { decodeLink, encodeExampleLink, encodeLink } from "@/lib/share/link";
export { readOptions } from "@/lib/share/link-options";
export { assessLength } from "@/lib/share/address-limits";
export { embedSnippet, frameSnippet } from "@/lib/share/snippet";
export { defaultSettings } from "@/lib/model/settings";
export { reportSchema } from "@/lib/protocol/report";`;

const exampleNames = () =>
  readdirSync(inRoot("lib/examples/programs"))
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => basename(file, ".ts"));

/** @param {string} name @param {string | undefined} text JSON, or @FILE */
async function jsonOption(name, text) {
  if (text === undefined) return undefined;
  const json = text.startsWith("@") ? await readFile(text.slice(1), "utf8") : text;
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new Error(`--${name} is not JSON: ${error.message}`);
  }
}

/**
 * What the command prints, as an object.
 * @param {readonly string[]} args
 */
export async function makeLink(args) {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (values.help) return { help: HELP };
  const [file, ...more] = positionals;
  if (more.length > 0 || (file === undefined) === (values.example === undefined)) {
    throw new Error(`Name one file, or one example with --example.\n\n${HELP}`);
  }
  if (values.example !== undefined && !exampleNames().includes(values.example)) {
    throw new Error(`There is no example "${values.example}". Examples: ${exampleNames().join(", ")}.`);
  }
  const share = await loadForNode(LIBRARY);
  const { href } = new URL(values.base ?? process.env.FANOUT_URL ?? "http://localhost:3000/");
  const base = href.replace(/\/*$/, "/");
  const inputs = await jsonOption("inputs", values.inputs);
  const settings = (await jsonOption("settings", values.settings)) ?? {};
  const asked = [
    ...Object.entries(settings).map(([name, value]) => [name, String(value)]),
    ["view", values.view],
    ["strategies", values.strategies],
    ["workers", values.workers],
    ["inputs", inputs && JSON.stringify(inputs)],
  ];
  const { state, notes } = share.readOptions(new Map(asked.filter(([, value]) => value !== undefined)));
  if (notes.length > 0) throw new Error(notes.join("\n"));
  if (values.theme && !["light", "dark"].includes(values.theme))
    throw new Error("--theme must be light or dark.");
  const pixels = values.height === undefined ? undefined : Number(values.height);
  if (pixels !== undefined && !(pixels > 0)) throw new Error("--height must be a number of pixels.");

  const code = file === undefined ? undefined : (await readFile(file, "utf8")).replaceAll("\r\n", "\n");
  const recorded =
    values.report && share.reportSchema.parse(JSON.parse(await readFile(values.report, "utf8")));
  // What was asked for is always said: nobody knows how many cores the reader's machine has.
  const defaults = { ...share.defaultSettings(1), workers: 0, strategies: [] };
  const shown = recorded && { report: recorded, recordedAt: values.recorded ?? new Date().toISOString() };
  const fragment =
    code === undefined
      ? share.encodeExampleLink(values.example, state)
      : share.encodeLink({ code, ...state, ...shown }, defaults);
  const decoded = share.decodeLink(fragment);
  if (!decoded.ok) throw new Error(decoded.message);

  const { strategies, workers, ...others } = state.settings ?? {};
  const needsLink = recorded || inputs || Object.keys(others).length > 0;
  const short = code === undefined ? { kind: "example", name: values.example } : { kind: "code", code };
  const subject = needsLink ? { kind: "link", fragment, code } : short;
  const look = {
    base,
    theme: values.theme,
    readonly: values.readonly,
    width: values.width,
    pixels,
    title: values.title ?? (file ? basename(file).replace(/\.tsx?$/, "") : values.example),
  };
  // A link says these itself.
  const said = subject.kind === "link" ? {} : { view: state.view, settings: { strategies, workers } };
  const link = base + fragment;
  return {
    link,
    length: link.length,
    tooLongFor: share
      .assessLength(link.length)
      .filter(({ ok }) => !ok)
      .map(({ where, limit }) => ({ where, limit })),
    embed: share.embedSnippet({ ...look, ...said, subject }),
    frame: share.frameSnippet({ ...look, subject: { kind: "link", fragment } }),
  };
}

function asText({ help, link, length, tooLongFor, embed, frame }) {
  if (help) return help;
  const limits = tooLongFor.map(({ where, limit }) => `${where} (${limit.toLocaleString("en")})`).join(", ");
  return `${link}

${length.toLocaleString("en")} characters${limits ? `: too long for ${limits}` : ", short enough for every place known of"}.

Embed:

${embed}
Without a script of ours:

${frame}`;
}

if (isMain(import.meta)) {
  try {
    const made = await makeLink(process.argv.slice(2));
    console.log(process.argv.includes("--json") ? JSON.stringify(made, undefined, 2) : asText(made));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
