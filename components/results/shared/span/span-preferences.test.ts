import { expect, it } from "vitest";
import { readPreferences } from "./span-preferences";

it("reads what was kept", () => {
  const kept = { colorBy: "task", columns: ["took"], names: 50 };
  expect(readPreferences(JSON.stringify(kept))).toEqual(kept);
});

it.each([null, "", "{", "3", "null", '{"colorBy":"moon","columns":3,"names":1e9}'])(
  "takes the defaults for %j",
  (text) => {
    expect(readPreferences(text)).toEqual({ colorBy: "part", columns: undefined, names: 35 });
  },
);
