import { describe, expect, it, vi } from "vitest";
import { cachePrograms } from "./cache-program";

const document = (code: string, more: Partial<Parameters<typeof cachePrograms>[0]> = {}) => ({
  code,
  language: "typescript" as const,
  foreign: false,
  draft: undefined,
  openedAs: { code, language: "typescript" as const },
  ...more,
});
const openedAs = { code: "a", language: "typescript" } as const;

describe("the programs whose cached results a document may use", () => {
  it("are the text, if nobody changed it: another text is another program", async () => {
    const [one, same, other] = await Promise.all(
      ["a", "a", "a "].map(async (code) => (await cachePrograms(document(code)))[0]),
    );
    expect(one).toEqual({ id: expect.stringMatching(/^text:[\da-f]{64}$/), persistent: true });
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
  });

  it("are a draft, however often it is edited, and the text that it was made of", async () => {
    const [text] = await cachePrograms(document("a"));
    for (const code of ["ab", "abc"])
      expect(await cachePrograms(document(code, { draft: { id: "d" }, openedAs }))).toEqual([
        { id: "draft:d", persistent: true },
        text,
      ]);
  });

  it("store nothing on the disk if somebody else wrote them", async () => {
    for (const code of ["a", "ab"])
      for (const draft of [undefined, { id: "d" }])
        for (const { persistent } of await cachePrograms(document(code, { foreign: true, draft, openedAs })))
          expect(persistent).toBe(false);
  });

  it("are kept by their whole text, in memory, where the browser has no digest", async () => {
    vi.stubGlobal("crypto", {});
    expect(await cachePrograms(document("a"))).toEqual([{ id: "text:typescript\na", persistent: false }]);
    vi.unstubAllGlobals();
  });
});
