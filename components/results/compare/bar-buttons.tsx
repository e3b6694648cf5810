import { tip } from "@/components/ui/tip";
import { detailsOf } from "./bar-details";
import { type Bar, ROW_PX } from "./bars";

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
