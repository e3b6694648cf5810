import { Select } from "@/components/ui/select";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import { CAREFUL_ROUNDS, expectedMs, LONG_RUN_MS } from "@/lib/app/run/expected-time";
import { measuredRunOf } from "@/lib/app/store/active-run";
import { formatAbout, formatDuration } from "@/lib/base/format";

const COUNTS = [1, 3, 5, 15, 31];

export function RoundsSelect() {
  const settings = usePlayground((state) => state.settings);
  const opened = usePlayground((state) => state.opened);
  const report = usePlayground((state) => measuredRunOf(state)?.report);
  const { rounds } = settings;
  const change = usePlayground((state) => state.changeSettings);
  // A link may have a number that is not in the list.
  const counts =
    rounds === "auto" || rounds === CAREFUL_ROUNDS || COUNTS.includes(rounds)
      ? COUNTS
      : [...COUNTS, rounds].sort((a, b) => a - b);
  const long = (count: number): string => {
    const ms = expectedMs({ ...settings, rounds: count }, report);
    return ms !== undefined && ms >= LONG_RUN_MS ? `, about ${formatAbout(ms)}` : "";
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
          { value: "auto", label: `quick (${formatDuration(settings.timeBudgetMs)})` },
          { value: String(CAREFUL_ROUNDS), label: `careful (${CAREFUL_ROUNDS})${long(CAREFUL_ROUNDS)}` },
          ...counts.map((count) => ({ value: String(count), label: `${count}${long(count)}` })),
        ]}
        onChange={(value) => change({ rounds: value === "auto" ? "auto" : Number(value) })}
        className="w-48"
      />
    </span>
  );
}
