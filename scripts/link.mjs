#!/usr/bin/env node
// `npm run link -- FILE [options]`: prints the link that opens a program, and the snippet that embeds it. With `--record` it runs the
// program first, in a headless browser.
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { loadForNode } from "./bundle.mjs";
import { pinnedNow } from "./embed.mjs";
import { runHeadless } from "./headless.mjs";
import { measureFrame } from "./measure-frame.mjs";
import { inRoot, isMain } from "./paths.mjs";
import { staleFigures } from "./stale-figures.mjs";

const HELP = `npm run link -- FILE [options]           your program, in TypeScript or Python (.py)
npm run link -- --example NAME [options]   one of the examples

  --base URL          where Fanout is served; default FANOUT_URL, or http://localhost:3000/
  --view VIEW         code, compare, tree, timeline, split or scale
  --show VIEW         one view of the results alone: compare, tree, timeline, play, output or log
  --inputs JSON       inputs of the entry, or @FILE.json
  --strategies LIST   sequential,async,dynamic,pooled,hybrid
  --workers N         1 to 64
  --settings JSON     any other settings, or @FILE.json
  --report FILE.json  a report to show as recorded, as "Copy report (JSON)" gives it
  --record            run the program in a headless browser first, and show the results as recorded
  --report-json       run it, and print its report alone, as JSON
  --recorded TIME     when it was recorded, ISO 8601; default now
  --theme THEME       light or dark; default the host page's
  --height PIXELS     default as high as its content
  --width WIDTH       a CSS width
  --readonly          the code cannot be edited
  --title TEXT        name of the embed for screen readers
  --pin               one version of embed.js, which the browser checks by its hash
  --measure           measure how high the frame has to be at widths of 342 to 1,024 px
  --check PAGE        fail if the link in this page shows another program or, with --record, other results
  --json              one JSON object instead of text
`;

/** What the help lists: with a word in capitals behind it, an option takes a value. */
const listed = Array.from(HELP.matchAll(/^ {2}--([\w-]+)( [A-Z])?/gm), ([, name, value]) => [
  name,
  { type: value ? "string" : "boolean" },
]);
const options = {
  ...Object.fromEntries(listed),
  example: { type: "string" },
  help: { type: "boolean", short: "h" },
};

const LIBRARY = `export { decodeLink, encodeExampleLink, encodeLink } from "@/lib/share/link";
export { LONE_VIEWS } from "@/lib/share/embed-options";
export { embedFragment } from "@/lib/share/embed-fragment";
export { readOptions } from "@/lib/share/link-options";
export { assessLength } from "@/lib/share/address-limits";
export { embedSnippet, frameSnippet } from "@/lib/share/snippet";
export { defaultSettings } from "@/lib/model/settings";
export { reportSchema } from "@/lib/protocol/report";
export { readFileName } from "@/lib/app/documents/file-name";`;

const exampleNames = () => [
  ...readdirSync(inRoot("lib/examples/programs"))
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => basename(file, ".ts")),
  ...readdirSync(inRoot("lib/examples/programs/python"))
    .filter((file) => file.endsWith(".py"))
    .map((file) => `python-${basename(file, ".py")}`),
];

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
 * @param {typeof runHeadless} [run]
 * @param {typeof measureFrame} [measure]
 */
export async function makeLink(args, run = runHeadless, measure = measureFrame) {
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
  if (values.show && !share.LONE_VIEWS.includes(values.show))
    throw new Error(`--show must be one of ${share.LONE_VIEWS.join(", ")}.`);
  const pixels = values.height === undefined ? undefined : Number(values.height);
  if (pixels !== undefined && !(pixels > 0)) throw new Error("--height must be a number of pixels.");

  const code = file === undefined ? undefined : (await readFile(file, "utf8")).replaceAll("\r\n", "\n");
  const language = file === undefined ? undefined : share.readFileName(file).language;
  const isRun = values.record || values["report-json"];
  if (isRun && (code === undefined || values.report))
    throw new Error(
      "--record and --report-json run your own file; they cannot be combined with --example and --report.",
    );
  const recorded = isRun
    ? share.reportSchema.parse(await run({ code, language, inputs: state.inputs, settings: state.settings }))
    : values.report && share.reportSchema.parse(JSON.parse(await readFile(values.report, "utf8")));
  if (values["report-json"]) return { report: recorded };
  if (values.check !== undefined) {
    if (code === undefined) throw new Error("--check needs your own file.");
    const page = await readFile(values.check, "utf8");
    const now = { code, inputs: state.inputs, settings: state.settings, report: recorded };
    const name = recorded?.program.name ?? basename(file).replace(/\.(?:tsx?|py)$/, "");
    return { page: values.check, file, ...staleFigures(page, now, share.decodeLink, name) };
  }
  // What was asked for is always said: nobody knows how many cores the reader's machine has.
  const defaults = { ...share.defaultSettings(1), workers: 0, strategies: [] };
  const shown = recorded && { report: recorded, recordedAt: values.recorded ?? new Date().toISOString() };
  const fragment =
    code === undefined
      ? share.encodeExampleLink(values.example, state)
      : share.encodeLink({ code, language, ...state, ...shown }, defaults);
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
    language,
    pixels,
    show: values.show,
    recorded: shown || (await recordedOf(values.example, state)),
    ...(values.pin && { pinned: await pinnedNow() }),
    title: values.title ?? (file ? basename(file).replace(/\.(?:tsx?|py)$/, "") : values.example),
  };
  // A link says these itself.
  const said = subject.kind === "link" ? {} : { view: state.view, settings: { strategies, workers } };
  const link = base + fragment;
  const framed = { kind: "link", fragment };
  const heights = values.measure
    ? await measure(share.embedFragment(framed, {}, { theme: values.theme, show: values.show }))
    : undefined;
  return {
    link,
    length: link.length,
    tooLongFor: share
      .assessLength(link.length)
      .filter(({ ok }) => !ok)
      .map(({ where, limit }) => ({ where, limit })),
    embed: share.embedSnippet({ ...look, ...said, subject }),
    frame: share.frameSnippet({ ...look, heights, subject: framed }),
    ...(heights && { heights }),
  };
}

/** What we recorded of an example, where nothing of it is changed. */
async function recordedOf(example, state) {
  if (example === undefined || state.inputs || state.settings) return undefined;
  const text = await readFile(inRoot("lib/examples/recorded", `${example}.json`), "utf8").catch(
    () => undefined,
  );
  return text === undefined ? undefined : JSON.parse(text);
}

function asText({ help, report, stale, page, file, link, length, tooLongFor, embed, frame, heights }) {
  if (help) return help;
  if (stale?.length === 0) return `${page}: the link with ${file} is up to date.`;
  if (stale) return `${page}: ${stale.join(" ")} Make it again: npm run link -- ${file} --record`;
  if (report) return JSON.stringify(report, undefined, 2);
  const limits = tooLongFor.map(({ where, limit }) => `${where} (${limit.toLocaleString("en")})`).join(", ");
  return `${link}

${length.toLocaleString("en")} characters${limits ? `: too long for ${limits}` : ", short enough for every place known of"}.

Embed:

${embed}
Without a script of ours:

${frame}${heights ? `\nHeights measured: ${heights.map(([width, height]) => `${height} px at ${width} px`).join(", ")}. A host that allows no <style> shows the highest.\n` : ""}`;
}

if (isMain(import.meta)) {
  try {
    const made = await makeLink(process.argv.slice(2));
    if (made.stale?.length > 0) process.exitCode = 1;
    console.log(
      process.argv.includes("--json") && !made.report ? JSON.stringify(made, undefined, 2) : asText(made),
    );
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
