import { usePlayground } from "@/lib/app/hooks/use-playground";
import { pythonDownloadBytes } from "@/lib/app/python/download-size";
import { measuredRunOf } from "@/lib/app/store/active-run";
import { formatBytes } from "@/lib/base/format";

/** Before anything of it is loaded: what the first run of a program in Python costs the reader. */
export default function PythonNote() {
  const isOver = usePlayground((state) => state.phase !== "idle" || measuredRunOf(state) !== undefined);
  if (isOver) return null;
  return (
    <p className="shrink-0 border-b bg-subtle px-3 py-1 text-muted text-sm">
      Your first run downloads Python ({formatBytes(pythonDownloadBytes())}), unless your browser has it
      already.
    </p>
  );
}
