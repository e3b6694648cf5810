import clsx from "clsx";
import { useMediaQuery } from "@/components/ui/use-media-query";
import { ColorLegend } from "../shared/span/color-legend";
import type { ColorMark } from "../shared/span/colors";

const BODIES = [{ label: "Task", sign: <span className="h-3 w-5 bg-compute" /> }] as const;

const marksIn = (isPlain: boolean) => [
  { label: "Waiting for nested calls", sign: <span className="h-0.5 w-5 bg-compute" /> },
  { label: "Group", sign: <span className="h-1.5 w-5 border-muted border-x border-t-2" /> },
  {
    label: "Transfer",
    sign: <span className={clsx("h-1.5 w-5", isPlain ? "bg-line-strong" : "bg-transfer")} />,
  },
  {
    label: "Worker start",
    sign: (
      <span
        className={clsx("h-3 w-5 border-y-2 border-dotted", isPlain ? "border-line-strong" : "border-spawn")}
      />
    ),
  },
  { label: "Failed", sign: <span className="h-3 w-5 border-failed border-t-4 bg-compute" /> },
];

const PATH = {
  label: "Critical path (dotted: waiting)",
  sign: <span className="h-0 w-5 border-text border-t-2" />,
} as const;

/** @param marks what the colors of bodies mean; none: all have the color of compute */
export function TimelineLegend({
  marks,
  withPath,
}: {
  readonly marks: readonly ColorMark[];
  readonly withPath: boolean;
}) {
  const scrolls = useMediaQuery("(max-width: 639px)");
  const signs = [
    ...(marks.length > 0 ? [] : BODIES),
    ...marksIn(marks.length > 0),
    ...(withPath ? [PATH] : []),
  ];
  return (
    <ul
      {...(scrolls && { tabIndex: 0 })}
      aria-label="What the marks mean"
      className="scroll-hint -outline-offset-2 flex shrink-0 flex-wrap gap-x-4 gap-y-1 border-t px-3 py-1.5 text-muted text-sm [--hint:var(--surface)] max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:whitespace-nowrap max-sm:[scrollbar-width:none] max-sm:*:shrink-0"
    >
      <ColorLegend marks={marks} />
      {signs.map(({ label, sign }) => (
        <li
          key={label}
          className="keep-colors inline-flex items-center gap-1.5 [&>span]:block"
          aria-hidden={false}
        >
          {sign}
          {label}
        </li>
      ))}
    </ul>
  );
}
