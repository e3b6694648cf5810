import { expect, it } from "vitest";
import { DEFAULT_NUMBERS } from "@/lib/estimate/defaults";
import { parseEmbedFragment } from "@/lib/share/embed-fragment";
import { writeNumbersOption } from "@/lib/share/numbers-option";
import { frameFragment } from "./fragment";

const LOOK = { theme: "dark", readonly: false, autoHeight: true } as const;

it("carries your numbers as the embed reads them", () => {
  const numbers = writeNumbersOption(DEFAULT_NUMBERS);
  const read = parseEmbedFragment(frameFragment({ ...LOOK, view: "scale", numbers }));
  expect(read).toMatchObject({
    link: { kind: "none", state: { view: "scale", numbers: DEFAULT_NUMBERS } },
    height: "auto",
    notes: [],
  });
});

it("carries code, settings and look as the embed reads them", () => {
  const fragment = frameFragment({
    ...LOOK,
    code: "ü",
    view: "tree",
    readonly: true,
    strategies: "pooled",
    workers: "3",
  });
  expect(parseEmbedFragment(fragment)).toMatchObject({
    link: {
      kind: "program",
      state: { code: "ü", view: "tree", settings: { strategies: ["pooled"], workers: 3 } },
    },
    readonly: true,
    theme: "dark",
    notes: [],
  });
});
