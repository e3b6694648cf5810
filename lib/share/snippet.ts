import { DEFAULT_LANGUAGE, LANGUAGES, type LanguageId } from "@/lib/model/language";
import { pictureAddress, pictureText, type RecordedResults } from "./chart-picture";
import { type EmbedLook, embedFragment, type FrameSubject } from "./embed-fragment";
import { escapeCode, escapeHtml } from "./escape";
import type { LinkOptions } from "./link-state";
import { writeNumbersOption } from "./numbers-option";

/**
 * What an embed shows. Code stands in the page itself: readable where scripts are off, found by search engines, edited in
 * place. That of a link, if given, stands in until the frame is there.
 */
export type EmbedSubject =
  | (FrameSubject & { readonly code?: string })
  | { readonly kind: "code"; readonly code: string };

export interface SnippetOptions extends EmbedLook {
  /** Address of the playground's start page, with its trailing slash. */
  readonly base: string;
  readonly subject: EmbedSubject;
  /** Of the code in the page. */
  readonly language?: LanguageId;
  readonly view?: LinkOptions["view"];
  readonly settings?: LinkOptions["settings"];
  readonly numbers?: LinkOptions["numbers"];
  /** A CSS width; default 100%. */
  readonly width?: string;
  /** Pixels; left out or "auto": as high as its content. */
  readonly pixels?: number;
  /** Name for screen readers. */
  readonly title?: string;
  /** Shown as a picture where scripts are off. */
  readonly recorded?: RecordedResults | undefined;
  /** One version of embed.js, which the browser checks, in place of the newest. */
  readonly pinned?: { readonly name: string; readonly integrity: string } | undefined;
  /** How high a frame is from which width on, px, the narrowest first. */
  readonly heights?: readonly (readonly [width: number, height: number])[] | undefined;
}

/** `<fanout-playground …>` with the script that makes it work: what "Copy embed" gives. */
export function embedSnippet(options: SnippetOptions): string {
  const { base, subject, view, settings, numbers, theme, readonly, show, width, pixels, title } = options;
  const { language = DEFAULT_LANGUAGE, pinned } = options;
  const attributes: (readonly [string, string | undefined])[] = [
    ["example", subject.kind === "example" ? subject.name : undefined],
    ["src", subject.kind === "link" ? subject.fragment : undefined],
    ["language", subject.kind === "code" && language !== DEFAULT_LANGUAGE ? language : undefined],
    ["view", subject.kind === "numbers" ? "scale" : view],
    ["show", subject.kind === "numbers" ? undefined : show],
    ["numbers", numbers && writeNumbersOption(numbers)],
    ["theme", theme === "auto" ? undefined : theme],
    ["height", pixels === undefined ? undefined : String(pixels)],
    ["width", width],
    ["strategies", settings?.strategies?.join(",")],
    ["workers", settings?.workers?.toString()],
    ["readonly", readonly ? "" : undefined],
    ["title", title],
  ];
  const written = attributes.map(([name, value]) => attribute(name, value)).join("");
  const code = "code" in subject ? subject.code : undefined;
  const picture = options.recorded ? `\n${pictureOf(options.recorded)}` : "";
  const inside =
    code === undefined
      ? picture && `${picture}\n`
      : `${picture}\n<pre><code class="language-${LANGUAGES[language].extension}">${escapeCode(code.trimEnd())}</code></pre>\n`;
  const script = pinned
    ? `${pinned.name}" integrity="${pinned.integrity}" crossorigin="anonymous`
    : "embed.js";
  return `<script src="${escapeHtml(withSlash(base))}${script}" async></script>
<fanout-playground${written}>${inside}</fanout-playground>
`;
}

/** A bare frame, for sites that allow no scripts of others: no lazy start, no sizing, no following of the theme. */
export function frameSnippet(options: SnippetOptions & { readonly subject: FrameSubject }): string {
  const { base, subject, view, settings, numbers, theme, readonly, show, width, pixels, title } = options;
  const fragment = embedFragment(subject, { view, settings, numbers }, { theme, readonly, show });
  const src = `${withSlash(base)}embed/${fragment}`;
  const { heights, recorded } = options;
  const most = heights && Math.max(...heights.map(([, height]) => height));
  const frame = `<iframe src="${escapeHtml(src)}" title="${escapeHtml(title ?? "Fanout playground")}" width="${escapeHtml(width ?? "100%")}" height="${pixels ?? most ?? 480}" style="border:0" loading="lazy" allow="cross-origin-isolated; clipboard-write"></iframe>
`;
  const sized = heights && pixels === undefined ? `${heightStyle(heights)}${frame}</div>\n` : frame;
  return recorded ? `${sized}<noscript>${pictureOf(recorded)}</noscript>\n` : sized;
}

/** A container that gives the frame in it the height that was measured for its width. Without the style, the highest stays. */
function heightStyle(heights: readonly (readonly [width: number, height: number])[]): string {
  const name = `fanout-${heights.flat().join("-")}`;
  const rules = heights.map(([width, height], at) => {
    const rule = `.${name}>iframe{height:${height}px}`;
    return at === 0 ? rule : `@container (min-width:${width}px){${rule}}`;
  });
  return `<style>.${name}{container-type:inline-size}${rules.join("")}</style>
<div class="${name}">
`;
}

const pictureOf = (recorded: RecordedResults): string =>
  `<img src="${escapeHtml(pictureAddress(recorded))}" alt="${escapeHtml(pictureText(recorded))}" width="400" />`;

function attribute(name: string, value: string | undefined): string {
  if (value === undefined) return "";
  return value === "" ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`;
}

const withSlash = (base: string): string => (base.endsWith("/") ? base : `${base}/`);
