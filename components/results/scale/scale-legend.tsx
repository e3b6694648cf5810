import type { PictureMark } from "@/components/results/shared/chart/picture";

/** The legend once more, for a picture of the chart. @param changed by what-if */
export const scaleMarks = (changed: boolean): readonly PictureMark[] => [
  { label: "Replay, a model", color: "accent", shape: "line" },
  { label: "Bound: max(T₁/P, T∞)", color: "text", shape: "dashed" },
  { label: "Measured", color: "text", shape: "dot" },
  ...(changed ? [{ label: "Replay as measured", color: "line-strong", shape: "line" as const }] : []),
];

export function ScaleLegend({ changed }: { readonly changed: boolean }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-muted text-sm [&_span]:keep-colors">
      <li className="inline-flex items-center gap-1.5">
        <span className="h-2.5 w-5 border-accent border-t-2 bg-accent/20" /> Replay, a model
      </li>
      <li className="inline-flex items-center gap-1.5">
        <span className="w-5 border-text border-t border-dashed" /> Bound: max(T₁/P, T∞)
      </li>
      <li className="inline-flex items-center gap-1.5">
        <span className="size-2 rounded-full border border-text" /> Measured
      </li>
      {changed && (
        <li className="inline-flex items-center gap-1.5">
          <span className="w-5 border-line-strong border-t-2" /> Replay as measured
        </li>
      )}
    </ul>
  );
}
