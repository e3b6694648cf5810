import { useMemo, useState } from "react";
import { changesOf, recommendationOf, recommendedFor } from "@/lib/app/export/recommendation";
import { usePlayground, usePlaygroundState } from "@/lib/app/hooks/use-playground";
import { completeRunOf } from "@/lib/app/store/active-run";
import { type ProgramSetting, settingsInPython, withSettings } from "@/lib/language/program-settings";
import { choosesExecutor } from "@/lib/project/dagster";
import { platformOf } from "@/lib/project/platform";
import type { DagsterExecutor, ProjectOptions } from "@/lib/project/project";

/** What the user has chosen for the export of the program on the screen, and what the answer of its run recommends. */
export function useExport() {
  const { code, settings } = usePlaygroundState("code", "settings");
  const run = usePlayground(completeRunOf);
  const advice = usePlayground((state) => state.analysis.advice);
  const name = usePlayground((state) => state.program?.name) ?? "pipeline";
  const found = useMemo(() => settingsInPython(code), [code]);
  const advised = useMemo(() => recommendationOf(run, code, advice), [run, code, advice]);
  const [values, setValues] = useState<ReadonlyMap<string, number>>(new Map());
  const [added, setAdded] = useState<readonly string[]>([]);
  const [workers, setWorkers] = useState(settings.workers);
  const [executor, setExecutor] = useState<DagsterExecutor>("multiprocess");
  // Fields forget what was typed when a button sets them.
  const [filled, setFilled] = useState(0);

  const isDagster = platformOf(code) === "dagster";
  const canChoose = isDagster && choosesExecutor(code);
  // Every task could have retries: only those that the user asks for are listed.
  const isListed = ({ id, kind, value }: ProgramSetting) =>
    kind !== "retries" || value !== undefined || added.includes(id);
  const listed = found.filter(isListed).map((setting) => ({
    setting,
    value: values.get(setting.id) ?? setting.value,
    recommended: recommendedFor(setting, advised),
  }));
  const isFollowed =
    listed.every(({ value, recommended = value }) => value === recommended) &&
    (!isDagster || (advised.workers ?? workers) === workers) &&
    (!canChoose || (advised.executor ?? executor) === executor);
  const set = (next: ReadonlyMap<string, number>, count: number, where: DagsterExecutor): void => {
    setValues(next);
    setWorkers(count);
    setExecutor(where);
    setFilled(filled + 1);
  };
  const main = withSettings(code, found, values);
  const options: ProjectOptions = { code: main, name, workers, executor, changes: changesOf(found, values) };
  return {
    code,
    options,
    usualWorkers: settings.workers,
    isDagster,
    canChoose,
    advised,
    listed,
    /** Tasks that could have retries. */
    others: found.filter((each) => !isListed(each)),
    isFollowed,
    isChanged: main !== code || workers !== settings.workers || executor !== "multiprocess",
    filled,
    setWorkers,
    setExecutor,
    add: (id: string) => setAdded([...added, id]),
    /** @param value undefined: as the program has it */
    change: (id: string, value: number | undefined) => {
      const next = new Map(values);
      if (value === undefined) next.delete(id);
      else next.set(id, value);
      setValues(next);
    },
    follow: () => {
      const recommended = listed.flatMap((each) =>
        each.recommended === undefined ? [] : [[each.setting.id, each.recommended] as const],
      );
      set(new Map([...values, ...recommended]), advised.workers ?? workers, advised.executor ?? executor);
    },
    reset: () => set(new Map(), settings.workers, "multiprocess"),
  };
}
