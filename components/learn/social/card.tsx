import { PART_ORDER, PART_WORDS } from "@/components/results/shared/span/parts";
import { PALETTES } from "@/lib/app/theme/palette";
import { durationScale } from "@/lib/base/format";
import type { RecordedRun } from "@/lib/examples/recorded";
import { type Figure, figureOf } from "../recorded/rows";

const COLORS = PALETTES.dark;
/** Bars that there is room for, and how many of them at full size, px. */
const CARD_MAX_ROWS = 6;
const LARGE = { most: 4, font: 26, bar: 22, gap: 12 } as const;
const SMALL = { font: 22, bar: 16, gap: 7 } as const;

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
        padding: "56px 72px",
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
        <div style={{ marginTop: 36, fontSize: 64, lineHeight: 1.1, letterSpacing: -2, textWrap: "balance" }}>
          {title}
        </div>
        <div
          style={{ marginTop: 20, fontSize: 32, lineHeight: 1.35, color: COLORS.muted, textWrap: "balance" }}
        >
          {question}
        </div>
      </div>
      {run && <Bars figure={figureOf(run.report)} />}
    </div>
  );
}

function Bars({ figure }: { readonly figure: Figure }) {
  const rows = figure.rows.slice(0, CARD_MAX_ROWS);
  const most = Math.max(...rows.map(({ ms }) => ms));
  const times = durationScale(rows.map(({ ms }) => ms));
  const { font, bar, gap } = rows.length > LARGE.most ? SMALL : LARGE;
  return (
    <div style={{ display: "flex", flexDirection: "column" }}>
      {rows.map(({ label, ms, parts }) => (
        <div key={label} style={{ display: "flex", alignItems: "center", marginTop: gap, fontSize: font }}>
          <div style={{ width: 240, color: COLORS.muted }}>{label}</div>
          <div style={{ display: "flex", width: 660 }}>
            <div
              style={{
                display: "flex",
                width: Math.max(3, (ms / most) * 660),
                height: bar,
                backgroundColor: COLORS["line-strong"],
              }}
            >
              {parts &&
                PART_ORDER.map((part) => (
                  <div
                    key={part}
                    style={{ width: `${parts[part] * 100}%`, height: bar, backgroundColor: COLORS[part] }}
                  />
                ))}
            </div>
          </div>
          <div style={{ display: "flex", flexGrow: 1, justifyContent: "flex-end" }}>
            {times.formatWithUnit(ms)}
          </div>
        </div>
      ))}
      {rows.some(({ parts }) => parts) && <Legend />}
    </div>
  );
}

function Legend() {
  return (
    <div style={{ display: "flex", marginTop: 18, marginLeft: 240, fontSize: 22, color: COLORS.muted }}>
      {PART_ORDER.map((part) => (
        <div key={part} style={{ display: "flex", alignItems: "center", marginRight: 32 }}>
          <div style={{ width: 16, height: 16, marginRight: 10, backgroundColor: COLORS[part] }} />
          {PART_WORDS[part].label}
        </div>
      ))}
    </div>
  );
}
