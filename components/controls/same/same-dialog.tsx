import { useMemo, useState } from "react";
import { CodeLines } from "@/components/editor/code-lines";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { download } from "@/components/ui/download";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Select } from "@/components/ui/select";
import { recommendationOf } from "@/lib/app/export/recommendation";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import { shapeOfRun } from "@/lib/app/same/shape-of-run";
import { activeRunOf } from "@/lib/app/store/active-run";
import { formatPlural } from "@/lib/base/format";
import type { Shape } from "@/lib/project/same/shape";
import { type SameIn, sameIn } from "@/lib/project/same/write";
import { projectZip } from "@/lib/project/zip";

const PLATFORMS: readonly { readonly value: SameIn; readonly label: string }[] = [
  { value: "dagster", label: "Dagster: dynamic outputs" },
  { value: "flytekit", label: "flytekit: map task" },
  { value: "flyte", label: "Flyte 2: map in reused containers" },
  { value: "pool", label: "multiprocessing: Pool" },
  { value: "executor", label: "concurrent.futures: executor" },
];

/** What the last run did, as each platform writes it. */
export default function SameDialog({ onClose }: { readonly onClose: () => void }) {
  const run = usePlayground(activeRunOf);
  const program = usePlayground((state) => state.program);
  const advice = usePlayground((state) => state.analysis.advice);
  const trace = run?.trials.find((trial) => trial.trace && trial.report.status === "succeeded")?.trace;
  const [shown, setShown] = useState<readonly [SameIn, SameIn]>(["dagster", "pool"]);
  const shape = useMemo(() => {
    if (!run || !trace || !program || trace.count < 2) return undefined;
    const { name } = run.report.program;
    const text = { name, code: run.document.code, definitions: program.definitions };
    const { code, settings } = run.document;
    const made = shapeOfRun(trace, text, settings, recommendationOf(run, code, advice));
    return made.stages.length > 0 ? made : undefined;
  }, [run, trace, program, advice]);
  return (
    <Dialog
      onClose={onClose}
      size="xl"
      title="The same in…"
      description="The tasks, maps, limits and retries of the last run, as each platform writes them. Bodies are stubs, with the program's own text as comments."
    >
      {shape ? (
        <div className="flex flex-col gap-3 pb-3">
          <p className="text-muted">{settingsText(shape)}</p>
          <div className="grid gap-4 min-[900px]:grid-cols-2">
            {shown.map((platform, at) => (
              <Written
                // biome-ignore lint/suspicious/noArrayIndexKey: a place, whatever is in it
                key={at}
                className={at === 1 ? "max-[899px]:hidden" : ""}
                label={at === 0 ? "Platform" : "Compare with"}
                platform={platform}
                shape={shape}
                onChoose={(next) => setShown(at === 0 ? [next, shown[1]] : [shown[0], next])}
              />
            ))}
          </div>
        </div>
      ) : (
        <p className="pb-4">
          Press Run first: the code is made from what a run did. The last one has no tasks.
        </p>
      )}
    </Dialog>
  );
}

const settingsText = ({ workers, chunk }: Shape): string =>
  `${formatPlural(workers, "worker")}${chunk === undefined ? "" : `, ${formatPlural(chunk, "item")} per message`}: as the answer recommends, else as the settings say.`;

interface WrittenProps {
  readonly label: string;
  readonly className: string;
  readonly platform: SameIn;
  readonly shape: Shape;
  readonly onChoose: (platform: SameIn) => void;
}

function Written({ label, className, platform, shape, onChoose }: WrittenProps) {
  const code = sameIn(platform, shape);
  const save = (): void => {
    const main = sameIn(platform, shape, "project");
    const { name, content } = projectZip({
      code: main,
      name: shape.name,
      workers: shape.workers,
      isMade: true,
    });
    download(name, content);
  };
  return (
    <section aria-label={label} className={`flex min-w-0 flex-col gap-2 ${className}`}>
      <div className="flex flex-wrap items-center gap-2">
        <Select label={label} value={platform} options={PLATFORMS} onChange={onChoose} />
        <CopyButton label="Copy" text={() => code} />
        <Button onClick={save}>Export project</Button>
      </div>
      <ScrollRegion
        label={`Program for ${PLATFORMS.find(({ value }) => value === platform)?.label}`}
        className="max-h-[55dvh] rounded-md border bg-subtle p-2"
      >
        <pre className="font-mono text-sm">
          <code>
            <CodeLines code={code} language="python" />
          </code>
        </pre>
      </ScrollRegion>
    </section>
  );
}
