import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import { machineOf } from "@/lib/app/run/machine";
import { isMeasuredHere, recordOf } from "@/lib/app/run/run";
import { activeRunOf } from "@/lib/app/store/active-run";
import { formatDay } from "@/lib/base/dates";

export function RecordedBanner() {
  const active = usePlayground(activeRunOf);
  const run = usePlayground((state) => state.run);
  const idle = usePlayground((state) => state.phase === "idle");
  if (active === undefined || isMeasuredHere(active)) return null;
  const day = formatDay(active.startedAt);
  const isEarlier = active.source === "history";
  const record = recordOf(active)?.record;
  if (record !== undefined)
    return (
      <Banner
        className="m-2 shrink-0"
        title={`Recorded by ${record.tool}${day === undefined ? "" : `, ${day}`}`}
      >
        Not run here. The program in the editor imitates it: its tasks wait as long as the recorded ones took.
      </Banner>
    );
  return (
    <Banner
      className="m-2 shrink-0 max-sm:m-1 max-sm:py-1"
      line
      title={
        isEarlier
          ? "An earlier run"
          : `${active.source === "imported" ? "From a trace file: recorded" : "Recorded"}${day === undefined ? "" : ` ${day}`}`
      }
      actions={
        idle && (
          <Button variant="primary" onClick={() => void run()}>
            Run here
          </Button>
        )
      }
    >
      {/* In full on Compare; where there is little room, the view comes first. */}
      <span className={isEarlier ? undefined : "max-sm:sr-only"}>
        {isEarlier
          ? `${day === undefined ? "" : `${day}, on this device. `}It had too many spans to store. Its totals are saved; its timeline is not.`
          : `Measured in ${machineOf(active.report.environment)}. Your machine will give different times.`}
      </span>
    </Banner>
  );
}
