import clsx from "clsx";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { type DiffLine, hunksOf, lineDiff } from "@/lib/base/line-diff";

/** Lines shown on each side of a change. */
const AROUND = 2;

const SIGNS: Readonly<Record<DiffLine["kind"], { readonly sign: string; readonly className: string }>> = {
  same: { sign: " ", className: "" },
  removed: { sign: "-", className: "bg-failed-soft text-failed" },
  added: { sign: "+", className: "bg-pressed" },
};

interface FileDiffProps {
  readonly path: string;
  /** Undefined of a file that the program does not have yet. */
  readonly before: string | undefined;
  readonly after: string;
}

/** A file of the project: its changes, or, of a new one, its text on demand. */
export function FileDiff({ path, before, after }: FileDiffProps) {
  if (before === undefined)
    return (
      <details className="border-t py-1.5">
        <summary className="cursor-pointer">
          <code>{path}</code> <span className="text-muted text-sm">new</span>
        </summary>
        <Text label={path} hunks={[after.trimEnd().split("\n").map(asAdded)]} />
      </details>
    );
  const hunks = hunksOf(lineDiff(before, after), AROUND);
  return (
    <div className="border-t py-1.5">
      <code>{path}</code>{" "}
      <span className="text-muted text-sm">{hunks.length === 0 ? "unchanged" : "changed"}</span>
      {hunks.length > 0 && <Text label={`Changes in ${path}`} hunks={hunks} />}
    </div>
  );
}

const asAdded = (text: string, at: number): DiffLine => ({ kind: "added", text, line: at + 1 });

interface TextProps {
  readonly label: string;
  readonly hunks: readonly (readonly DiffLine[])[];
}

function Text({ label, hunks }: TextProps) {
  return (
    <ScrollRegion label={label} className="mt-1 max-h-[40dvh] rounded-md border bg-subtle py-1">
      {hunks.map((lines) => (
        <pre
          key={lines[0]?.line}
          className="w-max min-w-full border-t border-dashed font-mono text-sm first:border-t-0"
        >
          {lines.map(({ kind, text, line }) => (
            <code key={`${kind} ${line}`} className={clsx("block px-2", SIGNS[kind].className)}>
              {`${SIGNS[kind].sign} ${text}`}
            </code>
          ))}
        </pre>
      ))}
    </ScrollRegion>
  );
}
