import { PART_ORDER } from "@/components/results/span/parts";
import type { RecordedRun } from "@/lib/examples/recorded";
import { durationScale } from "@/lib/playground/format";
import { PALETTES } from "@/lib/playground/palette";
import { type Figure, figureOf } from "../recorded/rows";

const COLORS = PALETTES.dark;
/** Bars that there is room for. */
const MOST_ROWS = 4;

export interface CardProps {
  readonly title: string;
  readonly question: string;
  readonly run: RecordedRun | undefined;
  /** The site's own mark, as a data URL of its SVG. */
  readonly icon: string;
}

/**
 * The picture of a page in link previews. It is laid out by satori, which knows flex boxes and inline styles and nothing
 * else: every box with several children says `display: flex`.
 */
export function Card({ title, question, run, icon }: CardProps) {
  return (
    <div
      style={{
        width: "100%",
        height: "100%",
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        padding: "64px 72px",
        backgroundColor: COLORS.surface,
        color: COLORS.text,
      }}
    >
      <div style={{ display: "flex", flexDirection: "column" }}>
        <div style={{ display: "flex", alignItems: "center", fontSize: 30 }}>
          {/* biome-ignore lint/performance/noImgElement: a picture in a picture, drawn when the site is built */}
          <img src={icon} width={44} height={44} alt="" style={{ marginRight: 18 }} />
          Fanout
        </div>
        <div style={{ marginTop: 44, fontSize: 64, lineHeight: 1.1, letterSpacing: -2 }}>{title}</div>
        <div style={{ marginTop: 20, fontSize: 32, lineHeight: 1.35, color: COLORS.muted }}>{question}</div>
      </div>
      {run && <Bars figure={figureOf(run.report)} />}
    </div>
  );
}

function Bars({ figure }: { readonly figure: Figure }) {
  const rows = figure.rows.slice(0, MOST_ROWS);
  const most = Math.max(...rows.map(({ ms }) => ms));
  const times = durationScale(rows.map(({ ms }) => ms));
  return (
    <div style={{ display: "flex", flexDirection: "column" }}>
      {rows.map(({ label, ms, parts }) => (
        <div key={label} style={{ display: "flex", alignItems: "center", marginTop: 12, fontSize: 26 }}>
          <div style={{ width: 240, color: COLORS.muted }}>{label}</div>
          <div style={{ display: "flex", width: 660 }}>
            <div
              style={{
                display: "flex",
                width: Math.max(3, (ms / most) * 660),
                height: 22,
                backgroundColor: COLORS["line-strong"],
              }}
            >
              {parts &&
                PART_ORDER.map((part) => (
                  <div
                    key={part}
                    style={{ width: `${parts[part] * 100}%`, height: 22, backgroundColor: COLORS[part] }}
                  />
                ))}
            </div>
          </div>
          <div style={{ display: "flex", flexGrow: 1, justifyContent: "flex-end" }}>
            {times.formatWithUnit(ms)}
          </div>
        </div>
      ))}
    </div>
  );
}
