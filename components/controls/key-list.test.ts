import { expect, it } from "vitest";
import { ARROWS, viewCommand } from "@/components/results/timeline/keys";
import { KEY_LIST } from "./key-list";

const listed = (title: string): string => {
  const section = KEY_LIST.find((one) => one.title === title);
  return section?.rows.map(([keys, what]) => `${keys} ${what}`).join("\n") ?? "";
};

const CODES = [
  ...Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (letter) => [`Key${letter}`, letter] as const),
  ...Array.from("0123456789", (digit) => [`Digit${digit}`, digit] as const),
];
const bound = CODES.filter(([code]) => viewCommand(code, { start: 0, range: 1 }, 1) !== undefined);

it("has every letter and digit that the timeline knows, and no other", () => {
  const keys = KEY_LIST.find(({ title }) => title === "In the timeline")?.rows.map(([key]) => key) ?? [];
  expect(keys.filter((key) => /^[A-Z0-9]$/.test(key)).toSorted()).toEqual(
    bound.map(([, key]) => key).toSorted(),
  );
});

it("has every arrow key and the like that moves between spans", () => {
  const SIGNS: Readonly<Record<string, string>> = {
    ArrowLeft: "←",
    ArrowRight: "→",
    ArrowUp: "↑",
    ArrowDown: "↓",
  };
  for (const key of Object.keys(ARROWS)) expect(listed("In the timeline")).toContain(SIGNS[key] ?? key);
});
