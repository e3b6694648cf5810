import { describe, expect, test } from "vitest";
import type { StandIns } from "@/lib/model/stand-ins";
import { standInsSchema } from "@/lib/protocol/stand-ins";
import { toBase64Url } from "./base64url";
import { knownSettings } from "./known-settings";
import { decodeLink, encodeExampleLink, encodeLink } from "./link";
import { defaults } from "./testing";

const standIns: StandIns = {
  scale: 60,
  tasks: [
    { task: "load", ms: 40_000, spread: 0.2, does: "waits", gives: { kind: "data", bytes: 1_048_576 } },
    { task: "Model.fit", ms: 1, spread: 0, does: "computes", gives: { kind: "value", text: "{'a': 1}" } },
    { task: "rows", ms: 0, spread: 1, does: "waits", gives: { kind: "list", items: 3, bytes: 10 } },
    { task: "save", ms: 5, spread: 0, does: "waits", gives: { kind: "none" } },
  ],
};
const [first] = standIns.tasks;
const python = { code: "import pandas\n", language: "python" } as const;

const settingsIn = (fragment: string) => {
  const decoded = decodeLink(fragment);
  return decoded.ok ? decoded.state.settings : decoded.message;
};

describe("stand-ins", () => {
  test("cross in links and behind examples", () => {
    const settings = { standIns };
    expect(settingsIn(encodeLink({ ...python, settings }, defaults))).toEqual(settings);
    expect(settingsIn(encodeExampleLink("letters", { settings }))).toEqual(settings);
    expect(knownSettings({ standIns, gone: 1 })).toEqual(settings);
  });

  test("leave links without them as they were", () => {
    const plain = encodeLink({ code: "a", settings: { workers: 3 } }, defaults);
    expect(encodeLink({ code: "a", settings: { workers: 3, standIns: undefined } }, defaults)).toBe(plain);
  });

  test.each([
    [{ ...standIns, scale: 0 }],
    [{ ...standIns, scale: 1e9 }],
    [{ ...standIns, more: 1 }],
    [{ scale: 1, tasks: [first, first] }],
    [{ scale: 1, tasks: Array.from({ length: 201 }, (_, n) => ({ ...first, task: `t${n}` })) }],
    [{ scale: 1, tasks: [{ ...first, task: "" }] }],
    [{ scale: 1, tasks: [{ ...first, task: "a".repeat(301) }] }],
    [{ scale: 1, tasks: [{ ...first, ms: -1 }] }],
    [{ scale: 1, tasks: [{ ...first, ms: 1e12 }] }],
    [{ scale: 1, tasks: [{ ...first, spread: 2 }] }],
    [{ scale: 1, tasks: [{ ...first, does: "sleeps" }] }],
    [{ scale: 1, tasks: [{ ...first, gives: { kind: "data", bytes: 1e9 } }] }],
    [{ scale: 1, tasks: [{ ...first, gives: { kind: "list", items: 1e6, bytes: 1 } }] }],
    [{ scale: 1, tasks: [{ ...first, gives: { kind: "list", items: 10_000, bytes: 1e6 } }] }],
    [{ scale: 1, tasks: [{ ...first, gives: { kind: "value", text: "1".repeat(10_001) } }] }],
    [{ scale: 1, tasks: [{ ...first, gives: { kind: "other" } }] }],
    [7],
  ])("are refused from a stranger: %#", (bad) => {
    const json = JSON.stringify({ ...python, settings: { standIns: bad } });
    const decoded = decodeLink(`#j1.${toBase64Url(new TextEncoder().encode(json))}`);
    expect(decoded.ok ? "opened" : decoded.message).toMatch(/^The link's contents are invalid: /);
    expect(standInsSchema.safeParse(bad).success).toBe(false);
    expect(knownSettings({ standIns: bad })).toEqual({});
  });
});
