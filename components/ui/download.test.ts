import { expect, it } from "vitest";
import { safeFileName } from "./download";

it.each([
  ["letters.csv", "letters.csv"],
  ["../../etc/passwd", "etc-passwd"],
  ["a:b*c?.svg", "a-b-c-.svg"],
  ["...", "fanout"],
  ["cod\u202egpj.exe", "cod-gpj.exe"],
])("%j becomes %j", (name, safe) => expect(safeFileName(name)).toBe(safe));
