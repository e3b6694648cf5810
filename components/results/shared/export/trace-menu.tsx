import { Download } from "lucide-react";
import { download } from "@/components/ui/download";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import { STRATEGIES } from "@/lib/model/strategy";
import type { TraceFile } from "@/lib/trace/file/format";
import { nameAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import type { TraceFormat } from "./trace-files";

interface Format {
  readonly id: TraceFormat;
  readonly label: string;
  readonly description: string;
  readonly ending: string;
}

const FORMATS: readonly Format[] = [
  {
    id: "fanout",
    label: "Save trace file",
    description: "All spans and figures, to open in Fanout again",
    ending: "fanout-trace.json.gz",
  },
  {
    id: "chrome",
    label: "Save for Perfetto",
    description: "Chrome trace JSON: ui.perfetto.dev",
    ending: "trace.json",
  },
  {
    id: "speedscope",
    label: "Save for speedscope",
    description: "Flame graph per worker",
    ending: "speedscope.json",
  },
  {
    id: "csv",
    label: "Save spans as CSV",
    description: "One row per span, times in ms",
    ending: "spans.csv",
  },
];

/** "letters-pooled": the name of a trace's files. */
export function traceName(trace: Trace): string {
  return `${nameAt(trace, 0)}-${STRATEGIES[trace.strategy[0] ?? 0] ?? "run"}`;
}

interface TraceMenuProps {
  readonly trace: Trace;
  /** The run that the trace belongs to, for a trace file. Absent: the trace alone. */
  readonly file?: TraceFile | undefined;
  readonly disabled?: boolean;
  readonly more?: readonly MenuEntry[];
}

export function TraceMenu({ trace, file = { trials: [trace] }, disabled, more = [] }: TraceMenuProps) {
  const save = async ({ id, ending }: Format): Promise<void> => {
    // The writers of formats are loaded on demand.
    const { traceBlob } = await import("./trace-files");
    const name = traceName(trace);
    download(`${name}.${ending}`, await traceBlob(id, trace, name, file));
  };
  const formats = FORMATS.map(
    (format): MenuEntry => ({
      label: format.label,
      description: format.description,
      onSelect: () => void save(format),
    }),
  );
  return (
    <Menu
      label="Export"
      icon={<Download />}
      iconOnly
      align="end"
      disabled={disabled}
      entries={[...more, ...formats]}
    />
  );
}
