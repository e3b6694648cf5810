import { expect, it } from "vitest";
import { PRESETS, presetNamed } from "@/lib/estimate/presets";
import { presetState, sourceText } from "./preset-text";

it("shows source and date of every preset", () => {
  for (const preset of PRESETS) {
    expect(sourceText(preset)).toMatch(/^(Measured|Documented|Assumption), \d{1,2} \w{3,4} \d{4}\. .+/);
    if (preset.id !== "own") expect(presetState(preset.place)).toMatch(/^(Measured|Documented|Assumption), /);
  }
});

it("calls an edited preset your own", () => {
  const { place, label } = presetNamed("dagster-pod");
  expect(presetState({ ...place, endMs: 7 })).toBe(`Your own, from ${label}`);
  // Neither is the platform's.
  expect(presetState({ ...place, cores: 2, pricePerHour: 3 })).toMatch(/^Assumption/);
});

it("takes what a run showed for no edit", () => {
  const { place } = presetNamed("browser");
  expect(presetState({ ...place, messageMs: 0.3 }, { messageMs: 0.3, cores: 2 })).toBe(
    "This browser, from your run",
  );
});
