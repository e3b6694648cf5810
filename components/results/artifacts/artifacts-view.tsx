import clsx from "clsx";
import { Download, File, FileArchive, FolderOpen } from "lucide-react";
import { useState } from "react";
import { Amount } from "@/components/results/shared/text/amount";
import { useRows } from "@/components/results/shared/virtual-list/use-rows";
import { Button } from "@/components/ui/button";
import { download } from "@/components/ui/download";
import { EmptyState } from "@/components/ui/empty-state";
import { loaded } from "@/components/ui/loaded";
import { MiddleText } from "@/components/ui/middle-text";
import { Spinner } from "@/components/ui/spinner";
import type { Trial } from "@/lib/app/run/run";
import { formatBytes, formatPlural } from "@/lib/base/format";
import { tameText } from "@/lib/base/tame-text";
import { zipInWorker } from "@/lib/preview/client";
import { kindOf, MAX_PICTURE_BYTES, MAX_PREVIEW_BYTES, MAX_UNASKED_BYTES } from "./kinds";

const Preview = loaded(() => import("./preview"));

export interface ArtifactsViewProps {
  readonly trial: Trial | undefined;
  readonly running?: boolean;
}

/** As `h-row`. */
const ROW_PX = 28;
/** UTF-16 units of a name. */
const SHOWN_NAME = 200;

const fileName = (path: string): string => path.split("/").at(-1) ?? path;

/** One file; with a key of its own, because what was asked for is about this file. */
function Shown({ path, content }: { readonly path: string; readonly content: Uint8Array | undefined }) {
  const [isAsked, setAsked] = useState(false);
  if (!content) {
    return (
      <EmptyState icon={<File />} title={tameText(fileName(path), SHOWN_NAME)}>
        The report contains only the file name. Run the program to see the file.
      </EmptyState>
    );
  }
  const kind = kindOf(path, content);
  const isTooLong = content.length > (kind === "picture" ? MAX_PICTURE_BYTES : MAX_PREVIEW_BYTES);
  if (kind === "binary" || isTooLong) {
    return (
      <EmptyState icon={<File />} title={tameText(fileName(path), SHOWN_NAME)}>
        {formatBytes(content.length)}, {kind === "binary" ? "binary file" : "too large to preview"}. Save it
        to look inside.
      </EmptyState>
    );
  }
  if (content.length > MAX_UNASKED_BYTES && !isAsked) {
    return (
      <EmptyState
        icon={<File />}
        title={tameText(fileName(path), SHOWN_NAME)}
        actions={<Button onClick={() => setAsked(true)}>Open</Button>}
      >
        {formatBytes(content.length)}. Files of more than 64 KiB open when you ask for them.
      </EmptyState>
    );
  }
  return (
    <Preview
      meanwhile={<Spinner label="Opening…" className="p-3" />}
      key={path}
      path={path}
      content={content}
      kind={kind}
    />
  );
}

export default function ArtifactsView({ trial, running = false }: ArtifactsViewProps) {
  const files = trial?.report.artifacts.toSorted((a, b) => (a.path < b.path ? -1 : 1)) ?? [];
  const [chosen, setChosen] = useState<string | undefined>();
  const [problem, setProblem] = useState<string>();
  const rows = useRows({ count: files.length, rowHeight: ROW_PX });
  const current = files.find(({ path }) => path === chosen) ?? files[0];
  if (!trial || !current) {
    return (
      <EmptyState icon={<FolderOpen />} title={running ? "Still running" : "No files"}>
        Files that tasks return as <code className="font-mono">Dir</code> or{" "}
        <code className="font-mono">File</code> appear here.
      </EmptyState>
    );
  }
  const contents = trial.files;
  const content = contents.get(current.path);
  const saveAll = async (): Promise<void> => {
    try {
      setProblem(undefined);
      const zip = await zipInWorker(contents);
      download(`${trial.info.label}-files.zip`, new Blob([zip], { type: "application/zip" }));
    } catch {
      setProblem("The files could not be packed here. Save them one by one.");
    }
  };
  return (
    <div className="@container h-full min-h-0">
      <div className="flex h-full min-h-0 flex-col @xl:flex-row">
        <div className="flex max-h-2/5 min-h-0 shrink-0 flex-col border-b @xl:max-h-none @xl:w-60 @xl:border-r @xl:border-b-0">
          <div className="flex items-center justify-between gap-2 px-3 py-1.5">
            <span className="text-muted">{formatPlural(files.length, "file")}</span>
            {contents.size > 0 && (
              <Button variant="quiet" icon={<FileArchive />} onClick={() => void saveAll()}>
                Save all
              </Button>
            )}
          </div>
          {problem && <p className="px-3 pb-1 text-failed">{problem}</p>}
          <div ref={rows.scroller} className="min-h-0 flex-1 overflow-y-auto">
            <div className="relative overflow-hidden" style={{ height: rows.spacer }}>
              <ul className="absolute inset-x-0" style={{ top: rows.top }}>
                {files.slice(rows.first, rows.last).map(({ path, bytes }) => (
                  <li key={path}>
                    <button
                      type="button"
                      aria-current={path === current.path}
                      onClick={() => setChosen(path)}
                      className={clsx(
                        "-outline-offset-2 flex h-row w-full items-center gap-2 px-3 text-left",
                        path === current.path ? "bg-selected" : "hover:bg-hover",
                      )}
                    >
                      <File aria-hidden className="size-3.5 shrink-0 text-muted" />
                      <MiddleText text={path} className="min-w-0 flex-1" />
                      <span className="ml-auto shrink-0 text-muted">
                        <Amount text={formatBytes(bytes)} />
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            </div>
          </div>
        </div>
        <section aria-label={current.path} className="flex min-h-0 min-w-0 flex-1 flex-col">
          <div className="flex items-center gap-2 border-b px-3 py-1">
            <MiddleText text={current.path} className="font-medium" />
            {content && (
              <Button
                variant="quiet"
                icon={<Download />}
                className="ml-auto"
                onClick={() => download(fileName(current.path), new Blob([new Uint8Array(content)]))}
              >
                Save
              </Button>
            )}
          </div>
          <div className="min-h-0 flex-1">
            <Shown key={current.path} path={current.path} content={content} />
          </div>
        </section>
      </div>
    </div>
  );
}
