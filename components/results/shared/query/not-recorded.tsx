import { CircleSlash } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import type { Need } from "@/lib/analysis/needs";
import { formatList } from "@/lib/base/format";

const NAMES: Readonly<Record<Need, string>> = {
  issued: "when calls were made",
  dispatched: "when calls were sent to workers",
  received: "when calls reached their workers",
  started: "when tasks started",
  ended: "when bodies ended",
  settled: "when results arrived",
  lanes: "when workers started",
  spans: "which calls were made",
  "log lines": "what was logged",
  "steps left out": "what the steps did that the link left out",
};

export default function NotRecorded({ missing }: { readonly missing: readonly Need[] }) {
  return (
    <EmptyState icon={<CircleSlash />} title="Not in this recording">
      It does not say {formatList(missing.map((need) => NAMES[need]))}. Run the program here to see it.
    </EmptyState>
  );
}
