import { expect, it } from "vitest";
import { changedSettings, defaultSettings } from "./settings";

const settings = defaultSettings(2);
const standIns = { scale: 1, tasks: [] };

it("a change sets what it names, and takes away what it names as undefined", () => {
  const changed = changedSettings(settings, { workers: 3, mode: "local", standIns });
  expect(changed).toEqual({ ...settings, workers: 3, mode: "local", standIns });
  const back = changedSettings(changed, { workers: 2, mode: undefined, standIns: undefined });
  // With no key that is undefined: settings are compared by their keys.
  expect(Object.keys(back)).toEqual(Object.keys(settings));
  expect(back).toEqual(settings);
});
