import { Maximize2, ZoomIn, ZoomOut } from "lucide-react";
import { TraceMenu } from "@/components/results/shared/export/trace-menu";
import { ColorSelect } from "@/components/results/shared/span/color-select";
import { useSpanPreferences } from "@/components/results/shared/span/span-preferences";
import { SpanSearch } from "@/components/results/shared/span/span-search";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { ToggleGroup } from "@/components/ui/toggle-group";
import type { LayoutMode } from "@/lib/analysis/layout/timeline-layout";
import { capitalize, formatPlural } from "@/lib/base/format";
import type { TraceFile } from "@/lib/trace/file/format";
import type { Trace } from "@/lib/trace/trace";
import type { TimelineTrial } from "./timeline-view";

export interface TimelineChoice {
  readonly mode: LayoutMode;
  /** A label: the round that stands for a strategy may become another while a run is in progress. */
  readonly compared: string | undefined;
  readonly withPath: boolean;
  readonly search: string;
}

export interface TimelineToolbarProps {
  readonly choice: TimelineChoice;
  readonly onChoose: (choice: TimelineChoice) => void;
  readonly others: readonly TimelineTrial[];
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
  readonly trace: Trace;
  readonly file: TraceFile | undefined;
  readonly running: boolean;
  /** What is to be known of its times. */
  readonly marks: readonly string[];
  readonly onPicture: () => void;
  /** Undefined: nothing was searched, or it is being searched. */
  readonly found: { readonly count: number; readonly problem?: string | undefined } | undefined;
}

export function TimelineToolbar(props: TimelineToolbarProps) {
  const { others, choice, onChoose } = props;
  const [preferences, prefer] = useSpanPreferences();
  return (
    <div className="scroll-hint flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1.5 border-b px-2 py-1.5 [--hint:var(--surface)] max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:[scrollbar-width:none] max-sm:*:shrink-0">
      <ToggleGroup
        label="Layout"
        value={choice.mode}
        onChange={(mode) => onChoose({ ...choice, mode })}
        options={[
          { value: "workers", label: "By worker" },
          { value: "nested", label: "Nested", tip: "Every span under its caller" },
        ]}
      />
      {others.length > 0 && (
        <Select
          label="Compare with"
          className="*:field-sizing-content"
          value={others.find(({ label }) => label === choice.compared)?.label ?? "none"}
          onChange={(value) => onChoose({ ...choice, compared: value === "none" ? undefined : value })}
          options={[
            { value: "none", label: "Compare…" },
            ...others.map(({ label }) => ({ value: label, label: `with ${label}` })),
          ]}
        />
      )}
      <SpanSearch
        value={choice.search}
        onChange={(search) => onChoose({ ...choice, search })}
        className="max-w-52 flex-1 basis-24 max-sm:basis-52"
      />
      <span role="status" className={props.found?.problem ? "text-warning" : "text-muted empty:hidden"}>
        {props.found && (props.found.problem ?? formatPlural(props.found.count, "match", "matches"))}
      </span>
      <Switch
        label="Critical path"
        checked={choice.withPath}
        onChange={(withPath) => onChoose({ ...choice, withPath })}
      />
      <ColorSelect value={preferences.colorBy} onChange={(colorBy) => prefer({ colorBy })} />
      {props.marks.length > 0 && <span className="text-muted">{capitalize(props.marks.join(", "))}</span>}
      <span className="ml-auto flex">
        <IconButton label="Zoom in" keys="W" onClick={() => props.onZoom(0.5)}>
          <ZoomIn />
        </IconButton>
        <IconButton label="Zoom out" keys="S" onClick={() => props.onZoom(2)}>
          <ZoomOut />
        </IconButton>
        <IconButton label="Fit" keys="0" onClick={props.onFit}>
          <Maximize2 />
        </IconButton>
        <TraceMenu
          trace={props.trace}
          file={props.file}
          disabled={props.running}
          more={[{ label: "Save as PNG", onSelect: props.onPicture }, { type: "separator" }]}
        />
      </span>
    </div>
  );
}
