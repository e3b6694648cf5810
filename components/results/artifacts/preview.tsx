import { Marked } from "marked";
import { useMemo } from "react";
import { ValueTree } from "@/components/results/output/value-tree";
import { useTheme } from "@/components/results/shared/chart/use-theme";
import { PALETTES } from "@/lib/app/theme/palette";
import { dataUrl, type FileKind, textOf } from "./kinds";
import { proseStyle, sandboxedDocument } from "./sandboxed";

const marked = new Marked({ gfm: true, async: false });

function markdown(source: string): string {
  const html = marked.parse(source);
  return typeof html === "string" ? html : "";
}

function json(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

const Text = ({ text }: { readonly text: string }) => (
  <pre className="wrap-anywhere h-full overflow-auto whitespace-pre-wrap p-3 font-mono">{text}</pre>
);

interface PreviewProps {
  readonly path: string;
  readonly content: Uint8Array;
  readonly kind: FileKind;
}

/** A file's content. What a program wrote is a stranger's: it is never part of this page. */
export default function Preview({ path, content, kind }: PreviewProps) {
  const palette = PALETTES[useTheme()];
  const text = useMemo(() => (kind === "image" || kind === "binary" ? "" : textOf(content)), [kind, content]);
  const source = useMemo(() => {
    if (kind === "html") return sandboxedDocument(text);
    if (kind !== "markdown") return "";
    return sandboxedDocument(
      markdown(text),
      proseStyle(palette.surface, palette.text, palette.muted, palette.line),
    );
  }, [kind, text, palette]);
  const value = useMemo(() => (kind === "json" ? json(text) : undefined), [kind, text]);
  if (kind === "image") {
    return (
      <div className="flex h-full items-center justify-center overflow-auto p-3">
        {/* biome-ignore lint/performance/noImgElement: the picture is made here; there is nothing to optimise */}
        <img src={dataUrl(path, content)} alt={path} className="max-h-full max-w-full object-contain" />
      </div>
    );
  }
  if (source !== "") {
    return (
      <iframe
        sandbox=""
        srcDoc={source}
        title={path}
        className={kind === "html" ? "h-full w-full bg-white" : "h-full w-full"}
      />
    );
  }
  if (value?.ok) return <ValueTree value={value.value} label={path} />;
  return <Text text={text} />;
}
