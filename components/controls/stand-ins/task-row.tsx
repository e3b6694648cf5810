import { Button } from "@/components/ui/button";
import { QuantityField } from "@/components/ui/quantity-field";
import { ToggleGroup } from "@/components/ui/toggle-group";
import { formatList } from "@/lib/base/format";
import type { TaskNeed } from "@/lib/language/program";
import type { StandIn } from "@/lib/model/stand-ins";
import { readStandInTime, writeStandInTime } from "./duration";
import { ResultField } from "./result-field";

interface TaskRowProps {
  readonly task: string;
  readonly need: TaskNeed | undefined;
  readonly standIn: StandIn | undefined;
  /** The program has such a function. */
  readonly isThere: boolean;
  /** The dialog was opened for this task. */
  readonly isAsked: boolean;
  readonly onShow: (line: number) => void;
  readonly onAdd: () => void;
  readonly onChange: (standIn: StandIn) => void;
  readonly onRemove: () => void;
}

/** One task: what it uses, and what runs in its place. */
export function TaskRow({
  task,
  need,
  standIn,
  isThere,
  isAsked,
  onShow,
  onAdd,
  onChange,
  onRemove,
}: TaskRowProps) {
  return (
    <li className="flex flex-col gap-1.5 border-t py-3 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <code className="wrap-anywhere font-semibold">{task}</code>
        <span className="min-w-0 flex-1 text-muted text-sm">
          {need && (
            <>
              uses {formatList([...need.modules])},{" "}
              <button
                type="button"
                className="text-accent underline underline-offset-2"
                onClick={() => onShow(need.usedAt)}
              >
                line {need.usedAt}
              </button>
            </>
          )}
          {!isThere && "The program has no such function any more."}
        </span>
        {standIn ? (
          <Button aria-label={`Remove the stand-in of ${task}`} onClick={onRemove}>
            Remove
          </Button>
        ) : (
          <Button
            data-autofocus={isAsked ? true : undefined}
            aria-label={`Give ${task} a stand-in`}
            onClick={onAdd}
          >
            Give it a stand-in
          </Button>
        )}
      </div>
      {standIn && (
        <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
          <span className="w-36">
            <QuantityField
              label={`Takes (${task})`}
              text={writeStandInTime(standIn)}
              read={readStandInTime}
              onChange={(time) => onChange({ ...standIn, ...time })}
              hint="Such as 40 s ± 20%"
            />
          </span>
          <span className="flex flex-col">
            <span aria-hidden className="text-muted text-sm">
              The task
            </span>
            <ToggleGroup
              label={`What the stand-in of ${task} does`}
              value={standIn.does}
              options={[
                { value: "waits", label: "waits", tip: "For a network, a disk or another service" },
                { value: "computes", label: "computes", tip: "It keeps a core busy" },
              ]}
              onChange={(does) => onChange({ ...standIn, does })}
            />
          </span>
          <ResultField
            key={standIn.gives.kind}
            task={task}
            gives={standIn.gives}
            onChange={(gives) => onChange({ ...standIn, gives })}
          />
        </div>
      )}
    </li>
  );
}
