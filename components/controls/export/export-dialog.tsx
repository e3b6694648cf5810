import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { download } from "@/components/ui/download";
import { Select } from "@/components/ui/select";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import { PLATFORMS, platformOf } from "@/lib/project/platform";
import { projectOf } from "@/lib/project/project";
import { projectZip } from "@/lib/project/zip";
import { FileDiff } from "./file-diff";
import { SettingRow } from "./setting-row";
import { useExport } from "./use-export";

const EXECUTORS = [
  { value: "multiprocess", label: "a process per step" },
  { value: "in_process", label: "one process" },
] as const;

/** The program as a project of its platform, with the settings that the user chooses. */
export default function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const showPlace = usePlayground((state) => state.showPlace);
  const chosen = useExport();
  const { code, options, advised, filled, others } = chosen;
  const show = (line: number): void => {
    onClose();
    showPlace(line);
  };
  const save = (): void => {
    const { name, content } = projectZip(options);
    download(name, content);
  };
  return (
    <Dialog
      onClose={onClose}
      size="lg"
      title="Export project"
      description={`The program for ${PLATFORMS[platformOf(code)].name}, with pinned packages and commands. Stand-ins are left out.`}
    >
      <div className="flex flex-col gap-3 pb-3">
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" onClick={save}>
            Download
          </Button>
          {!chosen.isFollowed && <Button onClick={chosen.follow}>Use the recommended settings</Button>}
          {chosen.isChanged && <Button onClick={chosen.reset}>Reset</Button>}
        </div>
        <ul className="flex flex-col gap-1">
          {chosen.canChoose && (
            <li className="flex flex-wrap items-center gap-x-3 pb-2">
              <span className="text-muted text-sm">Executor</span>
              <Select
                label="Executor"
                value={options.executor ?? "multiprocess"}
                options={EXECUTORS}
                onChange={chosen.setExecutor}
              />
              {advised.executor !== undefined && advised.executor !== options.executor && (
                <span className="text-muted text-sm">
                  Recommended: {EXECUTORS.find(({ value }) => value === advised.executor)?.label}
                </span>
              )}
            </li>
          )}
          {chosen.isDagster && (
            <SettingRow
              key={`workers ${filled}`}
              label="Steps at a time, for executors"
              kind="parallel"
              line={undefined}
              before={chosen.usualWorkers}
              value={options.workers}
              recommended={advised.workers}
              onChange={(value) => chosen.setWorkers(value ?? chosen.usualWorkers)}
              onShow={show}
            />
          )}
          {chosen.listed.map(({ setting, value, recommended }) => (
            <SettingRow
              key={`${setting.id} ${filled}`}
              label={setting.label}
              kind={setting.kind}
              line={setting.line}
              before={setting.value}
              value={value}
              recommended={recommended}
              onChange={(next) => chosen.change(setting.id, next)}
              onShow={show}
            />
          ))}
        </ul>
        {others.length > 0 && (
          <Select
            label="Add retries to a task"
            className="self-start"
            value=""
            options={[
              { value: "", label: "Add retries to…" },
              ...others.map(({ id, label }) => ({ value: id, label: label.replace(/^.* of /, "") })),
            ]}
            onChange={(id) => id !== "" && chosen.add(id)}
          />
        )}
        <section aria-label="Files">
          {projectOf(options)
            .toSorted((a, b) => Number(b.path === "main.py") - Number(a.path === "main.py"))
            .map(({ path, text }) => (
              <FileDiff key={path} path={path} before={path === "main.py" ? code : undefined} after={text} />
            ))}
        </section>
      </div>
    </Dialog>
  );
}
