import clsx from "clsx";
import { structuredPatch } from "diff";
import { ScrollRegion } from "@/components/ui/scroll-region";

/** Lines shown on each side of a change. */
const AROUND = 2;

/** By the sign that a line of a patch begins with. */
const STYLES: Readonly<Record<string, string>> = {
  "-": "bg-failed-soft text-failed",
  "+": "bg-pressed",
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
        <Text
          label={path}
          hunks={[
            after
              .trimEnd()
              .split("\n")
              .map((line) => `+${line}`),
          ]}
        />
      </details>
    );
  const hunks = changesOf(before, after);
  return (
    <div className="border-t py-1.5">
      <code>{path}</code>{" "}
      <span className="text-muted text-sm">{hunks.length === 0 ? "unchanged" : "changed"}</span>
      {hunks.length > 0 && <Text label={`Changes in ${path}`} hunks={hunks} />}
    </div>
  );
}

/** Lines with their signs. A newline at the end is no change of a program. */
function changesOf(before: string, after: string): readonly (readonly string[])[] {
  const whole = (text: string): string => `${text.trimEnd()}\n`;
  const options = { context: AROUND };
  return structuredPatch("", "", whole(before), whole(after), "", "", options).hunks.map(
    ({ lines }) => lines,
  );
}

interface TextProps {
  readonly label: string;
  readonly hunks: readonly (readonly string[])[];
}

function Text({ label, hunks }: TextProps) {
  return (
    <ScrollRegion label={label} className="mt-1 max-h-[40dvh] rounded-md border bg-subtle py-1">
      {hunks.map((lines, hunk) => (
        <pre
          // biome-ignore lint/suspicious/noArrayIndexKey: a hunk is identified by its position
          key={hunk}
          className="w-max min-w-full border-t border-dashed font-mono text-sm first:border-t-0"
        >
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: so is a line
            <code key={at} className={clsx("block px-2", STYLES[line[0] ?? ""])}>
              {`${line[0] ?? ""} ${line.slice(1)}`}
            </code>
          ))}
        </pre>
      ))}
    </ScrollRegion>
  );
}
