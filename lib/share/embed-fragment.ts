import { EMBED_OPTIONS, LONE_VIEWS, type LoneView } from "./embed-options";
import { parseFragment, writeOptions } from "./fragment";
import { type DecodedLink, decodeLink, encodeExampleLink } from "./link";
import { optionEntries } from "./link-options";
import type { LinkOptions } from "./link-state";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** What the fragment of `/embed/` says: a link, and how the frame is to look. */
export interface EmbedParameters {
  /** The program, with `view` and settings as the options change them. */
  readonly link: DecodedLink;
  /** "auto" follows the reader's system until the host says otherwise. */
  readonly theme: Theme;
  /** The code can be read and run, not edited. */
  readonly readonly: boolean;
  /** "auto": the frame tells its host how high it wants to be. "fill": it takes the height that it is given. */
  readonly height: "auto" | "fill";
  /** One view of the results and nothing else. */
  readonly show?: LoneView | undefined;
  /** What made no sense and was left out, for the author of the page. */
  readonly notes: readonly string[];
}

/** Never throws. @param fragment `location.hash`, with or without its "#" */
export function parseEmbedFragment(fragment: string): EmbedParameters {
  const parsed = parseFragment(fragment);
  const options: ReadonlyMap<string, string> = "tooLong" in parsed ? new Map() : parsed.options;
  const link = decodeLink(fragment, EMBED_OPTIONS);
  const notes = link.ok ? [...link.notes] : [];

  const wanted = options.get("theme");
  const theme = THEMES.find((known) => known === (wanted ?? "auto"));
  if (!theme) notes.push(`theme: use ${THEMES.join(", ")}.`);

  const flag = options.get("readonly");
  const readonly = flag !== undefined && !["false", "0", "no"].includes(flag);

  const height = options.get("height");
  if (height !== undefined && height !== "auto" && height !== "fill")
    notes.push('height: use "auto" or "fill".');

  const shown = options.get("show");
  const show = LONE_VIEWS.find((known) => known === shown);
  if (shown !== undefined && !show) notes.push(`show: use ${LONE_VIEWS.join(", ")}.`);
  return {
    link,
    theme: theme ?? "auto",
    readonly,
    height: height === "auto" ? "auto" : "fill",
    ...(show && { show }),
    notes,
  };
}

export interface EmbedLook {
  readonly theme?: Theme;
  readonly readonly?: boolean;
  readonly height?: "auto" | "fill";
  readonly show?: LoneView | undefined;
}

/** What a frame shows. A link's fragment is as `encodeLink` makes it (`#f1.…`). */
export type FrameSubject =
  /** "Your numbers" alone, without a program. */
  | { readonly kind: "numbers" }
  | { readonly kind: "example"; readonly name: string }
  | { readonly kind: "link"; readonly fragment: string };

/** The reverse: the fragment of an embed. */
export function embedFragment(
  subject: FrameSubject,
  options: LinkOptions = {},
  look: EmbedLook = {},
): string {
  const entries: [string, string][] = [];
  if (look.theme && look.theme !== "auto") entries.push(["theme", look.theme]);
  if (look.readonly) entries.push(["readonly", ""]);
  if (look.height === "auto") entries.push(["height", "auto"]);
  if (look.show && subject.kind !== "numbers") entries.push(["show", look.show]);
  if (subject.kind === "numbers") {
    const { numbers } = options;
    return `#${writeOptions([...optionEntries({ view: "scale", ...(numbers && { numbers }) }), ...entries])}`;
  }
  const [head, more] =
    subject.kind === "example"
      ? [encodeExampleLink(subject.name, options), entries]
      : [subject.fragment, [...optionEntries(options), ...entries]];
  return more.length > 0 ? `${head}&${writeOptions(more)}` : head;
}
