import { DEFAULT_LANGUAGE, LANGUAGES, type LanguageId } from "@/lib/model/language";
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
}

/** `<fanout-playground …>` with the script that makes it work: what "Copy embed" gives. */
export function embedSnippet(options: SnippetOptions): string {
  const { base, subject, view, settings, numbers, theme, readonly, width, pixels, title } = options;
  const { language = DEFAULT_LANGUAGE } = options;
  const attributes: (readonly [string, string | undefined])[] = [
    ["example", subject.kind === "example" ? subject.name : undefined],
    ["src", subject.kind === "link" ? subject.fragment : undefined],
    ["language", subject.kind === "code" && language !== DEFAULT_LANGUAGE ? language : undefined],
    ["view", subject.kind === "numbers" ? "scale" : view],
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
  const inside =
    code === undefined
      ? ""
      : `\n<pre><code class="language-${LANGUAGES[language].extension}">${escapeCode(code.trimEnd())}</code></pre>\n`;
  return `<script src="${escapeHtml(withSlash(base))}embed.js" async></script>
<fanout-playground${written}>${inside}</fanout-playground>
`;
}

/** A bare frame, for sites that allow no scripts of others: no lazy start, no sizing, no following of the theme. */
export function frameSnippet(options: SnippetOptions & { readonly subject: FrameSubject }): string {
  const { base, subject, view, settings, numbers, theme, readonly, width, pixels, title } = options;
  const fragment = embedFragment(subject, { view, settings, numbers }, { theme, readonly });
  const src = `${withSlash(base)}embed/${fragment}`;
  return `<iframe src="${escapeHtml(src)}" title="${escapeHtml(title ?? "Fanout playground")}" width="${escapeHtml(width ?? "100%")}" height="${pixels ?? 480}" style="border:0" loading="lazy" allow="cross-origin-isolated; clipboard-write"></iframe>
`;
}

function attribute(name: string, value: string | undefined): string {
  if (value === undefined) return "";
  return value === "" ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`;
}

const withSlash = (base: string): string => (base.endsWith("/") ? base : `${base}/`);
