import { dayText } from "@/components/results/history/when";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import { machineOf } from "@/lib/app/run/machine";
import { isMeasuredHere } from "@/lib/app/run/run";
import { activeRunOf } from "@/lib/app/store/active-run";

export function RecordedBanner() {
  const active = usePlayground(activeRunOf);
  const run = usePlayground((state) => state.run);
  const idle = usePlayground((state) => state.phase === "idle");
  if (active === undefined || isMeasuredHere(active)) return null;
  const day = dayText(active.startedAt);
  const isEarlier = active.source === "history";
  return (
    <Banner
      className="m-2 shrink-0"
      title={
        isEarlier
          ? "An earlier run"
          : `${active.source === "imported" ? "From a trace file: recorded" : "Recorded"}${day === undefined ? "" : ` on ${day}`}, not run here`
      }
      actions={
        idle && (
          <Button variant="primary" onClick={() => void run()}>
            Run here
          </Button>
        )
      }
    >
      {isEarlier
        ? `${day === undefined ? "" : `Of ${day}, on this device. `}It had too many spans to keep them: its figures are here, its timeline is not.`
        : `On ${machineOf(active.report.environment)}. Yours will give other figures.`}
    </Banner>
  );
}
