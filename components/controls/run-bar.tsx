import { SlidersHorizontal } from "lucide-react";
import { loaded } from "@/components/ui/loaded";
import { NumberField } from "@/components/ui/number-field";
import { Popover } from "@/components/ui/popover";
import { Select } from "@/components/ui/select";
import { StrategyGlyph } from "@/components/ui/strategy-glyph";
import { namedTip } from "@/components/ui/tip";
import { ToggleSet } from "@/components/ui/toggle-group";
import { usePlayground, usePlaygroundState } from "@/lib/app/hooks/use-playground";
import { CAREFUL_ROUNDS, expectedMs, LONG_RUN_MS } from "@/lib/app/run/expected-time";
import { measuredRunOf } from "@/lib/app/store/active-run";
import { formatAbout, formatDuration } from "@/lib/base/format";
import { MAX_WORKERS } from "@/lib/model/limits";
import { STRATEGIES } from "@/lib/model/strategy";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";
import { RunButton } from "./run-button";
import { RunProgress } from "./run-progress";

const RunWarning = loaded(
  async () => ({ default: (await import("./run-warning")).RunWarning }),
  null,
  "is hidden",
);
const SettingsForm = loaded(() => import("./settings-form"), <div className="h-96 w-88" />);

function SettingsPopover() {
  return (
    <Popover
      label="Settings"
      title="Run settings"
      icon={<SlidersHorizontal aria-hidden />}
      align="end"
      {...namedTip("settings")}
    >
      <SettingsForm />
    </Popover>
  );
}

const OPTIONS = STRATEGIES.map((value) => ({
  value,
  label: (
    <>
      {/* Where there is just room for the names, they come first. */}
      <StrategyGlyph strategy={value} className="sm:max-xl:hidden" />
      {STRATEGY_TEXTS[value].label}
    </>
  ),
  tip: `${STRATEGY_TEXTS[value].note}, like ${STRATEGY_TEXTS[value].standsFor}`,
}));

const LAST = "Select at least one strategy";

function StrategyToggles() {
  const strategies = usePlayground((state) => state.settings.strategies);
  const change = usePlayground((state) => state.changeSettings);
  const [last, ...others] = strategies;
  return (
    <ToggleSet
      label="Strategies to run"
      options={
        others.length > 0
          ? OPTIONS
          : OPTIONS.map((option) => (option.value === last ? { ...option, tip: LAST } : option))
      }
      value={strategies}
      // The last one stays on: a run needs a strategy.
      onChange={(next) => next.length > 0 && change({ strategies: next })}
    />
  );
}

/**
 * Everything that starts a run and sets how. On a narrow screen the row scrolls, Run stays first, and the progress has a
 * row below, with a fixed height.
 */
export function RunBar() {
  const workers = usePlayground((state) => state.settings.workers);
  const { opened, changeSettings: change } = usePlaygroundState("opened", "changeSettings");
  return (
    <section aria-label="Run bar" className="relative shrink-0 border-b bg-subtle">
      <div className="flex flex-wrap items-center xl:flex-nowrap">
        {/* Not the fieldset itself scrolls: Chromium forgets how far when what is in one changes. */}
        <div className="scroll-hint min-w-0 max-w-full overflow-x-auto [scrollbar-width:none]">
          <fieldset
            aria-label="Run"
            className="flex min-h-11 w-max min-w-0 items-center gap-x-3 gap-y-1.5 px-3 py-1 sm:w-auto sm:flex-wrap"
          >
            <RunButton />
            <StrategyToggles />
            <NumberField
              label="Workers"
              integer
              min={1}
              max={MAX_WORKERS}
              value={workers}
              clamps
              disabled={!opened}
              onChange={(value) => change({ workers: value })}
              width="w-12"
              about="workers"
            />
            <RoundsSelect />
            <SettingsPopover />
          </fieldset>
        </div>
        <div className="flex min-h-6 min-w-0 flex-auto basis-60 items-center px-3 xl:justify-end">
          <RunProgress />
        </div>
      </div>
      {opened && <RunWarning />}
    </section>
  );
}

const COUNTS = [1, 3, 5, CAREFUL_ROUNDS, 15, 31];

function RoundsSelect() {
  const { settings, opened } = usePlaygroundState("settings", "opened");
  const change = usePlayground((state) => state.changeSettings);
  const report = usePlayground((state) => measuredRunOf(state)?.report);
  const { rounds } = settings;
  // A link may have a number that is not in the list.
  const counts =
    rounds === "auto" || COUNTS.includes(rounds) ? COUNTS : [...COUNTS, rounds].sort((a, b) => a - b);
  const long = (count: number): string => {
    const ms = expectedMs({ ...settings, rounds: count }, report);
    return ms !== undefined && ms >= LONG_RUN_MS ? ` (about ${formatAbout(ms)})` : "";
  };
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className="text-muted">
        Rounds
      </span>
      <Select
        label="Rounds"
        value={String(rounds)}
        disabled={!opened}
        options={[
          { value: "auto", label: `Auto (up to ${formatDuration(settings.timeBudgetMs)})` },
          ...counts.map((count) => ({ value: String(count), label: `${count}${long(count)}` })),
        ]}
        onChange={(value) => change({ rounds: value === "auto" ? "auto" : Number(value) })}
        className="w-36"
        {...namedTip("rounds")}
      />
    </span>
  );
}
