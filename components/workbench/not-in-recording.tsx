import { ScrollText } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import type { RecordedPart } from "@/lib/app/run/run";
import { formatList } from "@/lib/base/format";

/** In place of a view that needs more than a recording has. */
export default function NotInRecording({ missing }: { readonly missing: readonly RecordedPart[] }) {
  return (
    <EmptyState icon={<ScrollText />} title="Not in this recording">
      This view needs {formatList([...missing])}. Run the program here to record them.
    </EmptyState>
  );
}
