import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { REFEREE_MAX_BYTES } from "@/lib/model/limits";
import { readRecord } from "./read-record";

const packed = (value: unknown): string => deflateSync(JSON.stringify(value)).toString("base64");
const record = { version: "1", output: null, raised: null, printed: [], log: [], outputs: {} };

describe("readRecord", () => {
  it("reads what lib/python/_referee packs", async () => {
    await expect(readRecord(packed(record))).resolves.toMatchObject({ version: "1", isEntry: false });
  });

  it.each([
    ["no base64", "*", /could not be read/],
    ["not packed", btoa("{}"), /could not be read/],
    ["no JSON", deflateSync("{").toString("base64"), /could not be read/],
    ["no record", packed({ ...record, log: [{ step: 1 }] }), /could not be read \(log\.0\.step/],
    ["a bomb", packed("a".repeat(REFEREE_MAX_BYTES + 1)), /too many steps/],
  ])("refuses %s in words", async (_, text, words) => {
    await expect(readRecord(text)).rejects.toThrow(words);
  });
});
