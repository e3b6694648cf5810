import { useEffect, useMemo, useState } from "react";
import { ValueTree } from "@/components/results/output/value-tree";
import { useTheme } from "@/components/results/shared/chart/use-theme";
import { TextRows } from "@/components/results/shared/text/text-rows";
import { Banner } from "@/components/ui/banner";
import { Spinner } from "@/components/ui/spinner";
import { PALETTES } from "@/lib/app/theme/palette";
import { isHardText } from "@/lib/base/hard-text";
import { preparePreview } from "@/lib/preview/client";
import type { DrawnKind, Prepared } from "@/lib/preview/messages";
import { type FileKind, mediaTypeOf, textOf } from "./kinds";
import { pictureDocument, pictureStyle, proseStyle, sandboxedDocument } from "./sandboxed";

interface PreviewProps<Kind = FileKind> {
  readonly path: string;
  readonly content: Uint8Array;
  readonly kind: Kind;
}

/** A file's content. What a program wrote is a stranger's: it is never part of this page. */
export default function Preview({ path, content, kind }: PreviewProps) {
  if (kind === "json") return <Json path={path} content={content} />;
  if (kind === "text" || kind === "binary") return <TextRows text={textOf(content)} label={path} />;
  return <Drawn path={path} content={content} kind={kind} />;
}

function Json({ path, content }: Omit<PreviewProps, "kind">) {
  const text = useMemo(() => textOf(content), [content]);
  const parsed = useMemo(() => parse(text), [text]);
  return parsed ? <ValueTree value={parsed.value} label={path} /> : <TextRows text={text} label={path} />;
}

function Drawn({ path, content, kind }: PreviewProps<DrawnKind>) {
  const palette = PALETTES[useTheme()];
  const [prepared, setPrepared] = useState<Prepared>();
  useEffect(() => {
    const abort = new AbortController();
    void preparePreview(kind, mediaTypeOf(path), content, abort.signal).then((answer) => {
      if (!abort.signal.aborted) setPrepared(answer);
    });
    return () => abort.abort();
  }, [kind, path, content]);
  const document = useMemo(() => {
    if (prepared?.as === "picture") return pictureDocument(prepared.url, pictureStyle(palette.surface));
    if (prepared?.as !== "html") return undefined;
    const { surface, text, muted, line } = palette;
    const cleaned = sandboxedDocument(
      prepared.html,
      kind === "markdown" ? proseStyle(surface, text, muted, line) : "",
    );
    // Entities may have become what could not be seen in the source.
    return cleaned === undefined || isHardText(cleaned) ? undefined : cleaned;
  }, [prepared, palette, kind]);
  if (prepared === undefined) return <Spinner label="Opening…" className="p-3" />;
  if (document === undefined) {
    const why =
      prepared.as === "source" ? prepared.why : "This file cannot be drawn safely, so its source is shown.";
    return (
      <div className="flex h-full min-h-0 flex-col">
        <Banner title={why} className="m-2" />
        <div className="min-h-0 flex-1">
          <TextRows text={kind === "picture" ? "" : textOf(content)} label={path} />
        </div>
      </div>
    );
  }
  return (
    <iframe
      sandbox=""
      srcDoc={document}
      title={path}
      className={kind === "html" ? "h-full w-full bg-white" : "h-full w-full"}
    />
  );
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
