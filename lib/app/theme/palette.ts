/**
 * Data colors for what CSS cannot paint: the timeline's canvas and exported pictures. Components use the same values as
 * custom properties of app/globals.css; a test keeps them equal.
 */
export type Theme = "light" | "dark";

export const DATA_COLORS = ["compute", "transfer", "queue", "spawn", "driver", "idle"] as const;
export type DataColor = (typeof DATA_COLORS)[number];

export type Palette = Readonly<
  Record<
    | DataColor
    | "idle-hatch"
    | "surface"
    | "subtle"
    | "hover"
    | "selected"
    | "line"
    | "line-strong"
    | "grid"
    | "text"
    | "muted"
    | "accent"
    | "succeeded"
    | "failed"
    | "warning",
    string
  >
>;

export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    compute: "#183275",
    transfer: "#cd8046",
    queue: "#926bcf",
    spawn: "#5e2313",
    driver: "#326b6d",
    idle: "#b8b8b8",
    "idle-hatch": "#7d7d7d",
    surface: "#ffffff",
    subtle: "#f6f6f7",
    hover: "#eeeef0",
    selected: "#e6effc",
    line: "#e2e2e6",
    "line-strong": "#85858d",
    grid: "#e2e2e6",
    text: "#1b1b1f",
    muted: "#5a5a63",
    accent: "#1a5fd0",
    succeeded: "#1a7a36",
    failed: "#c02717",
    warning: "#8a5300",
  },
  dark: {
    compute: "#87b9ec",
    transfer: "#fbb86d",
    queue: "#9c70bc",
    spawn: "#e6715b",
    driver: "#9cf9ed",
    idle: "#5a5a5a",
    "idle-hatch": "#8e8e8e",
    surface: "#111113",
    subtle: "#19191c",
    hover: "#232328",
    selected: "#1a2a47",
    line: "#2c2c32",
    "line-strong": "#75757e",
    grid: "#2c2c32",
    text: "#ededf0",
    muted: "#a3a3ac",
    accent: "#77aefd",
    succeeded: "#4fc78b",
    failed: "#ff8578",
    warning: "#e6ab45",
  },
};
