import { expect, it } from "vitest";
import { finished, wide } from "@/components/results/fixtures/traces";
import type { Definition } from "@/lib/language/program";
import { lineNotes } from "./line-notes";

const definition = (name: string, line: number): Definition => ({
  kind: "task",
  name,
  line,
  column: 7,
  version: "",
  entry: false,
});

it("tells of each definition that ran: how often, how long, and what went wrong", () => {
  const trace = finished(wide({ items: 26, workers: 4, itemMs: 20, retried: 0.3, failed: 0.3 }));
  const item = trace.names[trace.name[trace.index.indexOf(5)] ?? 0] ?? "";
  const entry = trace.names[trace.name[0] ?? 0] ?? "";
  const [notes, first, ...none] = lineNotes(
    [definition(item, 7), definition(entry, 20), definition("never", 30)],
    trace,
    "pooled",
  );
  expect(none).toEqual([]);
  expect(notes?.line).toBe(7);
  expect(notes?.text).toMatch(
    /^pooled · 26 calls · median [\d.]+ ms · total [\d.]+ m?s · \d+ failed · \d+ retr(y|ies)$/,
  );
  expect(first?.text).toMatch(/^pooled · 1 call · [\d.]+ m?s/);
});
