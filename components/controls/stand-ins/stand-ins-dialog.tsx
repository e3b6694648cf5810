import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { QuantityField } from "@/components/ui/quantity-field";
import { Select } from "@/components/ui/select";
import { usePlayground, usePlaygroundState } from "@/lib/app/hooks/use-playground";
import {
  NO_STAND_INS,
  needsWithout,
  usualStandIn,
  withoutStandIn,
  withStandIn,
} from "@/lib/app/stand-ins/change-stand-ins";
import { MAX_STAND_INS } from "@/lib/model/limits";
import type { StandIn } from "@/lib/model/stand-ins";
import { readScale, writeScale } from "./duration";
import { FromRecord } from "./from-record";
import { TaskRow } from "./task-row";

/** What runs in place of tasks that use what a browser does not have. */
export default function StandInsDialog({ onClose }: { readonly onClose: () => void }) {
  const { settings, changeSettings, showPlace } = usePlaygroundState(
    "settings",
    "changeSettings",
    "showPlace",
  );
  const needs = usePlayground((state) => state.program?.needs) ?? [];
  const about = usePlayground((state) => state.dialogAbout);
  const definitions = usePlayground((state) => state.program?.definitions);
  const standIns = settings.standIns ?? NO_STAND_INS;
  const [listed, setListed] = useState<readonly string[]>([]);
  const change = (next: typeof settings.standIns): void => changeSettings({ standIns: next });
  const given = new Map(standIns.tasks.map((each) => [each.task, each]));
  const without = needsWithout(needs, standIns);
  const functions = (definitions ?? []).flatMap(({ kind, name }) => (kind === "task" ? [name] : []));
  // One whose stand-in was removed a moment ago stays in the list.
  const others = [...new Set([...standIns.tasks.map(({ task }) => task), ...listed])].filter(
    (task) => !needs.some((need) => need.task === task),
  );
  const shown = new Set([...needs.map(({ task }) => task), ...others]);
  const rest = functions.filter((name) => !shown.has(name));
  const add = (standIn: StandIn): void => {
    setListed([...listed, standIn.task]);
    if (standIns.tasks.length < MAX_STAND_INS) change(withStandIn(settings.standIns, standIn));
  };
  const addOther = (task: string): void => add(usualStandIn({ task, gives: { kind: "none" } }));
  return (
    <Dialog
      onClose={onClose}
      size="lg"
      title="Stand-ins"
      description="A stand-in waits or computes in place of a task's body, for tasks that use what a browser does not have. Steps, limits and retries are the program's own; the times are what you enter here. Export project keeps the bodies."
    >
      <div className="flex flex-col gap-3 pb-3">
        <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
          <span className="w-44">
            <QuantityField
              label="Time scale: a minute takes"
              text={writeScale(standIns.scale)}
              read={readScale}
              onChange={(scale) => change({ ...standIns, scale })}
              disabled={standIns.tasks.length === 0}
              hint="Enter 1 s to play a minute in a second"
            />
          </span>
          <div className="flex flex-wrap gap-2 pt-5">
            {without.length > 0 && (
              <Button
                data-autofocus={about === undefined ? true : undefined}
                onClick={() =>
                  change({
                    ...standIns,
                    tasks: [...standIns.tasks, ...without.map(usualStandIn)].slice(0, MAX_STAND_INS),
                  })
                }
              >
                Give {without.length > 1 ? `all ${without.length}` : "it"} a stand-in
              </Button>
            )}
            {standIns.tasks.length > 0 && <FromRecord standIns={standIns} onChange={change} />}
          </div>
        </div>
        {shown.size === 0 && (
          <p className="text-muted">No task of this program uses what a browser does not have.</p>
        )}
        <ul>
          {[...shown].map((task) => {
            const need = needs.find((each) => each.task === task);
            return (
              <TaskRow
                key={task}
                task={task}
                need={need}
                standIn={given.get(task)}
                isAsked={task === about}
                isThere={need !== undefined || functions.includes(task)}
                onShow={(line) => {
                  onClose();
                  showPlace(line);
                }}
                onAdd={() => (need ? add(usualStandIn(need)) : addOther(task))}
                onChange={(standIn) => change(withStandIn(settings.standIns, standIn))}
                onRemove={() => {
                  setListed([...listed, task]);
                  change(withoutStandIn(settings.standIns, task));
                }}
              />
            );
          })}
        </ul>
        {rest.length > 0 && (
          <Select
            label="Add a stand-in for another function"
            className="self-start"
            value=""
            options={[
              { value: "", label: "Another function…" },
              ...rest.map((name) => ({ value: name, label: name })),
            ]}
            onChange={(name) => name !== "" && addOther(name)}
          />
        )}
      </div>
    </Dialog>
  );
}
