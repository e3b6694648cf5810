import { Maximize2, ZoomIn, ZoomOut } from "lucide-react";
import { TraceMenu } from "@/components/results/shared/export/trace-menu";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { ToggleGroup } from "@/components/ui/toggle-group";
import type { LayoutMode } from "@/lib/analysis/layout/timeline-layout";
import type { TraceFile } from "@/lib/trace/file/format";
import type { Trace } from "@/lib/trace/trace";
import type { TimelineTrial } from "./timeline-view";

export interface TimelineToolbarProps {
  readonly mode: LayoutMode;
  readonly onMode: (mode: LayoutMode) => void;
  readonly others: readonly TimelineTrial[];
  readonly compared: TimelineTrial | undefined;
  readonly onCompare: (label: string | undefined) => void;
  readonly path: boolean;
  readonly onPath: (path: boolean) => void;
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
  readonly trace: Trace;
  readonly file: TraceFile | undefined;
  readonly running: boolean;
  readonly onPicture: () => void;
}

export function TimelineToolbar(props: TimelineToolbarProps) {
  const { others, compared } = props;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b px-2 py-1.5">
      <ToggleGroup
        label="Arrangement"
        value={props.mode}
        onChange={props.onMode}
        options={[
          { value: "workers", label: "By worker" },
          { value: "nested", label: "Nested", tip: "Every span under its caller, wherever it ran" },
        ]}
      />
      {others.length > 0 && (
        <Select
          label="Compare with"
          value={compared?.label ?? "none"}
          onChange={(value) => props.onCompare(value === "none" ? undefined : value)}
          options={[
            { value: "none", label: "Compare with…" },
            ...others.map(({ label }) => ({ value: label, label: `with ${label}` })),
          ]}
        />
      )}
      <Switch label="Critical path" checked={props.path} onChange={props.onPath} />
      <span className="ml-auto flex">
        <IconButton label="Closer" keys="W" onClick={() => props.onZoom(0.5)}>
          <ZoomIn />
        </IconButton>
        <IconButton label="Farther" keys="S" onClick={() => props.onZoom(2)}>
          <ZoomOut />
        </IconButton>
        <IconButton label="Whole run" keys="0" onClick={props.onFit}>
          <Maximize2 />
        </IconButton>
        <TraceMenu
          trace={props.trace}
          file={props.file}
          disabled={props.running}
          more={[{ label: "Save this picture as PNG", onSelect: props.onPicture }, { type: "separator" }]}
        />
      </span>
    </div>
  );
}
