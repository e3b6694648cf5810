import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DATA_COLORS, PALETTES, type Theme } from "./palette";
import { contrast, distance, VISIONS } from "./testing";

const THEMES: readonly Theme[] = ["light", "dark"];
const css = readFileSync(new URL("../../../app/globals.css", import.meta.url), "utf8");

/** Custom properties of one theme's block of the style sheet. */
function properties(theme: Theme): ReadonlyMap<string, string> {
  const start = css.indexOf(`[data-theme="${theme}"] {`);
  const block = css.slice(start, css.indexOf("\n}", start));
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? "", match[2] ?? ""]),
  );
}

describe.each(THEMES)("palette, %s", (theme) => {
  const palette = PALETTES[theme];

  it("is the style sheet's", () => {
    const sheet = properties(theme);
    for (const [name, value] of Object.entries(palette))
      expect([name, sheet.get(name)]).toEqual([name, value]);
  });

  it.each(VISIONS)("keeps every pair of data colors apart with %s vision", (vision) => {
    for (const [at, one] of DATA_COLORS.entries()) {
      for (const other of DATA_COLORS.slice(at + 1)) {
        const apart = distance(palette[one], palette[other], vision);
        expect(apart, `${one} and ${other}`).toBeGreaterThanOrEqual(0.14);
      }
    }
  });

  it("draws data at 3:1 or more on the surface", () => {
    for (const name of [...DATA_COLORS.filter((color) => color !== "idle"), "idle-hatch"] as const) {
      expect(contrast(palette[name], palette.surface), name).toBeGreaterThanOrEqual(3);
    }
    expect(contrast(palette["line-strong"], palette.surface)).toBeGreaterThanOrEqual(3);
    expect(contrast(palette.accent, palette.surface)).toBeGreaterThanOrEqual(3);
  });

  it("has a contrast of 4.5:1 or more between text and every background", () => {
    for (const ground of ["surface", "subtle", "hover", "selected"] as const) {
      for (const ink of ["text", "muted", "succeeded", "failed", "warning", "accent"] as const) {
        expect(contrast(palette[ink], palette[ground]), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it("writes text on soft and filled grounds at 4.5:1 or more", () => {
    const sheet = properties(theme);
    const pairs = [
      ["on-accent", "accent"],
      ["on-accent", "accent-hover"],
      ["on-inverse", "inverse"],
      ["failed", "failed-soft"],
      ["warning", "warning-soft"],
      ["text", "failed-soft"],
      ["text", "warning-soft"],
      ["muted", "failed-soft"],
      ["muted", "warning-soft"],
      ["text", "pressed"],
    ] as const;
    for (const [ink, ground] of pairs) {
      const ratio = contrast(sheet.get(ink) ?? "", sheet.get(ground) ?? "");
      expect(ratio, `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe("color arithmetic", () => {
  it("agrees with known values", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
    expect(distance("#000000", "#ffffff", "normal")).toBeCloseTo(1, 3);
  });

  it("brings red and green together for those who see them alike", () => {
    expect(distance("#ff0000", "#00a000", "deutan")).toBeLessThan(
      distance("#ff0000", "#00a000", "normal") / 2,
    );
  });
});
