import { describe, expect, it } from "vitest";
import { MAX_FILES, REPORT_OUTPUT_MAX_BYTES } from "@/lib/model/limits";
import { fromTrialSchema } from "@/lib/protocol/page";
import type { TrialEnd } from "./plan";
import { outcomeOf } from "./wire-mapping";

const endOf = (output: unknown): TrialEnd => ({
  status: "succeeded",
  wallMs: 1,
  aheadMs: 0,
  output,
  cache: [],
  results: [],
  refused: [],
  inline: false,
});
const outputOf = (output: unknown) => outcomeOf(endOf(output)).output;

describe("an output", () => {
  it("is sent as text", () =>
    expect(outputOf({ a: [1, Number.NaN] })).toEqual({
      json: '{"a":[1,{"$fanout":"number","value":"NaN"}]}',
      truncated: false,
    }));

  it.each<[string, () => unknown]>([
    ["8,000,000 numbers", () => Array.from({ length: 8_000_000 }, (_, i) => i)],
    ["100,000 keys", () => Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, i]))],
    ["32 million characters", () => "é".repeat(32_000_000)],
  ])("is cut: %s", (_, value) => {
    const outcome = outcomeOf(endOf(value()));
    expect(outcome.output.truncated).toBe(true);
    expect(outcome.output.json.length).toBeLessThanOrEqual(REPORT_OUTPUT_MAX_BYTES);
    expect(fromTrialSchema.safeParse(outcome).success).toBe(true);
  });

  it("leaves records of the files in it, wherever they are", () => {
    const content = new TextEncoder().encode("text");
    const file = { $fanout: "File", name: "f.txt", content };
    const dir = { $fanout: "Dir", name: "d", files: [{ path: "a.txt", content }] };
    const { output, artifacts } = outcomeOf(endOf({ list: [file, file], map: new Map([["d", dir]]) }));
    expect(artifacts.map(({ path }) => path).toSorted()).toEqual(["d/a.txt", "f.txt"]);
    const record = { $fanout: "File", name: "f.txt", bytes: 4 };
    const files = [{ path: "a.txt", bytes: 4 }];
    expect(JSON.parse(output.json)).toEqual({
      list: [record, record],
      map: { $fanout: "Map", entries: [["d", { $fanout: "Dir", name: "d", files }]] },
    });
  });

  it("larger than a value may be is refused", () => {
    const large = [...Array.from({ length: 100_001 }, () => ({})), { big: new Uint8Array(300 * 2 ** 20) }];
    expect(() => outputOf(large)).toThrow("it holds more than 64 MiB");
  });

  it("with too many files is refused", () => {
    const file = { path: "a", content: new Uint8Array(1) };
    const dirOf = (length: number) => ({
      $fanout: "Dir",
      name: "d",
      files: Array.from({ length }, () => file),
    });
    expect(outcomeOf(endOf(dirOf(MAX_FILES))).artifacts).toHaveLength(MAX_FILES);
    expect(() => outputOf(dirOf(MAX_FILES + 1))).toThrow("it contains 10,001 files (limit 10,000)");
  });
});
