const MARKS = [
  { label: "Body on a worker", sign: <span className="h-3 w-5 bg-compute" /> },
  { label: "Body on the driver", sign: <span className="h-3 w-5 bg-driver" /> },
  { label: "Waits for nested calls", sign: <span className="h-0.5 w-5 bg-compute" /> },
  { label: "Groups others", sign: <span className="h-1.5 w-5 border-muted border-x border-t-2" /> },
  { label: "Transfer", sign: <span className="h-1.5 w-5 bg-transfer" /> },
  { label: "Worker starts", sign: <span className="h-3 w-5 border-spawn border-y-2 border-dotted" /> },
  { label: "Failed", sign: <span className="h-3 w-5 border-failed border-t-4 bg-compute" /> },
  {
    label: "Critical path, dotted while it waits",
    sign: <span className="h-0 w-5 border-text border-t-2" />,
  },
] as const;

export function TimelineLegend() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 border-t px-3 py-1.5 text-muted text-sm">
      {MARKS.map(({ label, sign }) => (
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
