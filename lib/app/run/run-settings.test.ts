import { expect, it } from "vitest";
import { defaultSettings } from "@/lib/model/settings";
import { runSettings } from "./run-settings";

const local = { ...defaultSettings(2), mode: "local" } as const;

it("runs a platform's program once in the local mode", () => {
  expect(runSettings(local, { hasLocalMode: true })).toEqual({ ...local, strategies: ["sequential"] });
});

it("leaves the local mode out for any other program", () => {
  expect(runSettings(local, {})).toEqual(defaultSettings(2));
});

it("leaves other settings as they are", () => {
  expect(runSettings(defaultSettings(2), { hasLocalMode: true })).toEqual(defaultSettings(2));
});
