import { RotateCcw } from "lucide-react";
import { useQuery } from "@/components/results/shared/query/use-query";
import { IconButton } from "@/components/ui/icon-button";
import { NumberField } from "@/components/ui/number-field";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Spinner } from "@/components/ui/spinner";
import { tip } from "@/components/ui/tip";
import { PLATFORMS, type Platform } from "@/lib/analysis/advice/platforms";
import type { SimulationSettings } from "@/lib/analysis/simulation/parameters";
import type { SimulationPoint } from "@/lib/analysis/simulation/simulation";
import type { Assumptions, PlatformFigures } from "@/lib/app/store/assumptions";
import { durationScale, formatDuration, formatPercent, NONE } from "@/lib/base/format";
import { strategyNamed, usesWorkers } from "@/lib/engine/strategies";
import { STRATEGIES } from "@/lib/model/strategy";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";
import type { Trace } from "@/lib/trace/trace";

const ON_WORKERS = STRATEGIES.filter((name) => usesWorkers(strategyNamed(name)));

const HEADS = [
  "Starts in, ms",
  "A message, ms",
  ...ON_WORKERS.map((name) => STRATEGY_TEXTS[name].label),
  "Worth it from",
];

/** Both ends in one unit, that of the longer one. */
function band(point: SimulationPoint | undefined): string {
  if (!point) return NONE;
  const scale = durationScale([point.high]);
  return `${scale.formatFine(point.low)} to ${scale.formatWithUnit(point.high)}`;
}

interface PlatformTableProps {
  readonly trace: Trace;
  readonly settings: SimulationSettings;
  /** Instead of a preset's, by the platform's id. */
  readonly figures: Assumptions["platforms"];
  readonly onFigures: (figures: Assumptions["platforms"]) => void;
}

export function PlatformTable({ trace, settings, figures, onFigures }: PlatformTableProps) {
  const platforms = PLATFORMS.map((preset): Platform => ({ ...preset, ...figures[preset.id] }));
  const { value, pending, problem } = useQuery([trace], {
    type: "platforms",
    settings,
    platforms,
  });
  const change = ({ id, startMs, transferMs }: Platform, part: Partial<PlatformFigures>): void =>
    onFigures({ ...figures, [id]: { startMs, transferMs, ...part } });
  return (
    <section aria-labelledby="platforms" className="flex flex-col gap-2">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h3 id="platforms" className="font-semibold text-lg">
            The same run elsewhere: a model
          </h3>
          <p className="text-muted">
            A browser cannot start a pod. These figures put a platform's overhead in place of the measured one
            and replay the run
            {value && `; the replay's own error here is ${formatPercent(value.check.error)}`}. An op run is
            worth it where an item takes so long that its overhead is a tenth of the whole.
          </p>
        </div>
        <IconButton
          label="Back to the presets"
          onClick={() => onFigures({})}
          disabled={Object.keys(figures).length === 0}
        >
          <RotateCcw />
        </IconButton>
      </div>
      {value && !value.check.trusted && (
        <p className="text-warning">
          The replay is off by more than 15 % of what was measured: take these for a rough idea at most.
        </p>
      )}
      <ScrollRegion label="Platforms" className={value && !value.check.trusted ? "stale" : ""}>
        <table className="w-full">
          <thead>
            <tr className="border-b text-muted text-sm">
              <th scope="col" className="py-1 pr-2 text-left font-normal">
                Platform
              </th>
              {HEADS.map((head) => (
                <th key={head} scope="col" className="px-2 text-right font-normal">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {platforms.map((platform) => {
              const found = value?.platforms.find((each) => each.platform.id === platform.id);
              return (
                <tr key={platform.id} className="border-b last:border-b-0">
                  <th
                    scope="row"
                    className="min-w-28 py-1 pr-2 text-left font-normal"
                    {...tip(platform.because)}
                  >
                    {platform.label}
                  </th>
                  <td className="px-2 py-1 text-right">
                    <NumberField
                      label={`${platform.label} starts in, ms`}
                      hideLabel
                      width="w-18"
                      min={0}
                      max={3_600_000}
                      step={100}
                      value={platform.startMs}
                      onChange={(startMs) => change(platform, { startMs })}
                    />
                  </td>
                  <td className="px-2 py-1 text-right">
                    <NumberField
                      label={`A message on ${platform.label}, ms`}
                      hideLabel
                      width="w-16"
                      min={0}
                      max={60_000}
                      value={platform.transferMs}
                      onChange={(transferMs) => change(platform, { transferMs })}
                    />
                  </td>
                  {ON_WORKERS.map((name) => (
                    <td key={name} className="whitespace-nowrap px-2 text-right">
                      {band(found?.predictions.find(({ strategy }) => strategy === name)?.point)}
                    </td>
                  ))}
                  <td className="whitespace-nowrap px-2 text-right">
                    {found ? formatDuration(found.worthwhileItemMs) : NONE}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
      <div className="min-h-5">
        {pending && <Spinner label="Replaying…" />}
        {problem && <span className="text-failed">{problem}</span>}
        {!pending && !problem && !value && (
          <span className="text-muted">Nothing ran on workers, so there is nothing to replay.</span>
        )}
      </div>
    </section>
  );
}
