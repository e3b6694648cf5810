import { useCallback, useMemo, useState } from "react";
import { useRows } from "@/components/results/shared/virtual-list/use-rows";
import { useSize } from "@/components/ui/use-size";
import { tameText } from "@/lib/base/tame-text";
import { textLines } from "./text-lines";

const ROW_PX = 20;
const MIN_COLUMNS = 20;
/** Before the width is known. */
const FIRST_COLUMNS = 100;
/** px of padding, and of a scrollbar. */
const SIDES = 40;

/** A text of any length. Only rows in view are drawn, so that no text that a program wrote can hold up the page. */
export function TextRows({ text, label }: { readonly text: string; readonly label: string }) {
  const [columns, setColumns] = useState(FIRST_COLUMNS);
  const lines = useMemo(() => textLines(text, columns), [text, columns]);
  const rows = useRows({ count: lines.count, rowHeight: ROW_PX });
  useSize(
    rows.scroller,
    useCallback((element) => {
      const letter = element.querySelector("[data-letters]")?.getBoundingClientRect().width ?? 0;
      if (letter > 0)
        setColumns(Math.max(MIN_COLUMNS, Math.floor((element.clientWidth - SIDES) / (letter / 10))));
    }, []),
  );
  return (
    <section
      ref={rows.scroller}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys
      tabIndex={0}
      className="-outline-offset-2 relative h-full min-h-0 overflow-auto font-mono"
    >
      <span data-letters aria-hidden className="invisible absolute">
        0123456789
      </span>
      <div className="relative" style={{ height: rows.spacer }}>
        <div className="absolute min-w-full px-3 py-1" style={{ top: rows.top }}>
          {Array.from({ length: rows.last - rows.first }, (_, offset) => rows.first + offset).map((row) => (
            <bdi
              key={row}
              className="block whitespace-pre"
              style={{ height: ROW_PX, lineHeight: `${ROW_PX}px` }}
            >
              {tameText(lines.row(row), 4 * columns)}
            </bdi>
          ))}
        </div>
      </div>
    </section>
  );
}
