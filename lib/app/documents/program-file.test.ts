import { describe, expect, it } from "vitest";
import { fileNameOf } from "./file-name";
import { readProgramFile } from "./program-file";

const read = (content: string | Uint8Array<ArrayBuffer>, name = "pipeline.ts") =>
  readProgramFile(new File([content], name));

describe("a program's file", () => {
  it("is its text, named after it, with one kind of line end and no mark in front", async () => {
    expect(await read("\uFEFFconst a = 1;\r\nconst b = 2;\r\n")).toEqual({
      ok: true,
      code: "const a = 1;\nconst b = 2;\n",
      language: "typescript",
      title: "pipeline",
    });
    expect(await read("x", ".ts")).toMatchObject({ title: "Untitled" });
    expect(await read("x", "letters.test.mts")).toMatchObject({ title: "letters.test" });
  });

  it("is refused where it is too long or no text", async () => {
    expect(await read("x".repeat(256 * 1024))).toMatchObject({ ok: true });
    expect(await read("x".repeat(256 * 1024 + 1))).toEqual({
      ok: false,
      message: "pipeline.ts is larger than 256 KiB, the limit for a program.",
    });
    for (const bytes of [
      [0xff, 0xfe, 0x41],
      [0x50, 0x4b, 0, 0],
    ]) {
      expect(await read(new Uint8Array(bytes), "a.zip")).toEqual({
        ok: false,
        message: "a.zip is not a UTF-8 text file.",
      });
    }
    const gone = { name: "folder", size: 0, arrayBuffer: () => Promise.reject(new Error("NotFoundError")) };
    expect(await readProgramFile(gone)).toEqual({ ok: false, message: "Could not read folder." });
  });

  it("is saved under the program's name", () => {
    expect(fileNameOf("typescript", "letters")).toBe("letters.ts");
    expect(fileNameOf("typescript", undefined)).toBe("fanout.ts");
  });
});
