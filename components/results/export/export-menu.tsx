"use client";

import { Share } from "lucide-react";
import { copyText } from "@/components/ui/clipboard";
import { download } from "@/components/ui/download";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import type { Report } from "@/lib/protocol/report";
import type { Strategy } from "@/lib/trace/rows";
import type { Trace } from "@/lib/trace/trace";

export interface ExportMenuProps {
  readonly report: Report | undefined;
  /** The strategy that is shown, and its trace. */
  readonly strategy: Strategy | undefined;
  readonly trace: Trace | undefined;
}

const FORMATS = [
  {
    id: "chrome",
    label: "Trace for Perfetto",
    description: "Chrome trace JSON: ui.perfetto.dev, chrome://tracing",
    ending: "trace.json",
    type: "application/json",
  },
  {
    id: "speedscope",
    label: "Trace for speedscope",
    description: "speedscope.app: flame graphs, lane by lane",
    ending: "speedscope.json",
    type: "application/json",
  },
  {
    id: "csv",
    label: "Spans as CSV",
    description: "One line a span, times in ms",
    ending: "spans.csv",
    type: "text/csv",
  },
] as const;

/** Everything that a run can be taken along as. */
export function ExportMenu({ report, strategy, trace }: ExportMenuProps) {
  const name = report?.program.name ?? "fanout";
  const json = (): string => JSON.stringify(report, null, 2);
  const saveTrace = async (format: (typeof FORMATS)[number]): Promise<void> => {
    if (!trace) return;
    // The writers of other formats arrive when somebody wants one.
    const { traceParts } = await import("./trace-files");
    const title = `${name}, ${strategy ?? ""}`;
    download(
      `${name}-${strategy ?? "run"}.${format.ending}`,
      new Blob([...traceParts(format.id, trace, title)], { type: format.type }),
    );
  };
  const entries: MenuEntry[] = [
    { type: "heading", label: "Results" },
    { label: "Copy report as JSON", disabled: !report, onSelect: () => void copyText(json()) },
    {
      label: "Save report as JSON",
      disabled: !report,
      onSelect: () => download(`${name}-report.json`, json(), "application/json"),
    },
    { type: "heading", label: strategy ? `Spans of ${strategy}` : "Spans" },
    ...FORMATS.map(
      (format): MenuEntry => ({
        label: format.label,
        description: format.description,
        disabled: !trace,
        onSelect: () => void saveTrace(format),
      }),
    ),
  ];
  return (
    <Menu
      label="Export"
      icon={<Share />}
      iconOnly
      align="end"
      entries={entries}
      disabled={!report && !trace}
    />
  );
}
