import type { FanoutView } from "./api";

/** What the frame's address says; docs/links.md. */
export interface FrameOptions {
  readonly example?: string | null;
  /** A link's fragment, with its "#". */
  readonly link?: string;
  readonly code?: string;
  /** Of the code. */
  readonly language?: string | null;
  readonly view?: FanoutView | string | null;
  readonly theme: "light" | "dark";
  readonly readonly: boolean;
  readonly autoHeight: boolean;
  readonly strategies?: string | null;
  readonly workers?: string | null;
  /** Fields of "Your numbers". */
  readonly numbers?: string | null;
  /** One view without tabs and code. */
  readonly show?: string | null;
}

export function frameFragment(options: FrameOptions): string {
  const {
    example,
    link,
    code,
    language,
    view,
    theme,
    readonly,
    autoHeight,
    strategies,
    workers,
    numbers,
    show,
  } = options;
  const parts: string[] = [];
  const say = (name: string, value: string | null | undefined): void => {
    if (value) parts.push(`${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`);
  };
  say("example", example);
  if (link) parts.push(link.replace(/^#/, ""));
  else if (code !== undefined)
    parts.push(`j1.${base64Url(JSON.stringify({ code, language: language || undefined }))}`);
  say("view", view);
  say("strategies", strategies);
  say("workers", workers);
  say("numbers", numbers);
  say("show", show);
  say("theme", theme);
  if (readonly) parts.push("readonly");
  if (autoHeight) parts.push("height=auto");
  return `#${parts.join("&")}`;
}

/** Of the text in UTF-8, without `=`: the codec "j" of lib/share, which has no dictionary to carry. */
function base64Url(text: string): string {
  let binary = "";
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/[+/=]/g, (sign) => ({ "+": "-", "/": "_" })[sign] ?? "");
}
