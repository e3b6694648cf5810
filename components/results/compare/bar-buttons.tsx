import { PART_ORDER, PART_WORDS } from "@/components/results/shared/span/parts";
import { tip } from "@/components/ui/tip";
import { capitalize, formatDuration, formatPercent, formatPlural } from "@/lib/base/format";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";
import { type Bar, endText, ROW_PX } from "./bars";

interface BarButtonsProps {
  readonly bars: readonly Bar[];
  readonly onShow: (key: string) => void;
}

/** Over the rows of the chart: what a bar is made of, under the pointer and with the keyboard's focus. */
export function BarButtons({ bars, onShow }: BarButtonsProps) {
  return (
    <ul aria-label="Bars" className="absolute inset-x-0 top-0 z-10">
      {bars.map((bar) => (
        <li key={bar.key} style={{ height: ROW_PX }}>
          {bar.samples.length > 0 && (
            <button
              type="button"
              onClick={() => onShow(bar.key)}
              className="size-full rounded-sm hover:bg-[color-mix(in_srgb,var(--text)_5%,transparent)]"
              {...tip(detailsOf(bar).join("\n"))}
            >
              <span className="sr-only">{detailsOf(bar).join(", ")}. Show the timeline.</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** "Pooled: a pool of workers", "668 ms, median of 3 rounds", and a line for each part that is not nought. */
export function detailsOf(bar: Bar): readonly string[] {
  const { label, strategy, samples, median } = bar;
  const rounds = samples.length > 1 ? `, median of ${formatPlural(samples.length, "round")}` : "";
  return [
    strategy === undefined ? capitalize(label) : `${capitalize(label)}: ${STRATEGY_TEXTS[strategy].brief}`,
    `${endText(bar, formatDuration)}${rounds}`,
    ...PART_ORDER.filter((part) => bar[part] > 0).map(
      (part) =>
        `${PART_WORDS[part].label} ${formatDuration(bar[part])} (${formatPercent(bar[part] / median)})`,
    ),
  ];
}
