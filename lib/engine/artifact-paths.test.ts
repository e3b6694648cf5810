import { describe, expect, it } from "vitest";
import { placeArtifacts, type WrittenArtifact } from "./artifact-paths";

const artifact = (origin: string, ...files: readonly [path: string, text: string][]): WrittenArtifact => ({
  origin,
  files: files.map(([path, text]) => ({ path, content: new TextEncoder().encode(text) })),
});
const placed = (...artifacts: WrittenArtifact[]) =>
  placeArtifacts(artifacts).map(({ path, content }) => [path, new TextDecoder().decode(content)]);

describe("the files of a run", () => {
  it("keep their paths where no other file has them", () =>
    expect(placed(artifact("t 0", ["out/a", "1"], ["out/b", "2"]), artifact("t 1", ["log", "3"]))).toEqual([
      ["out/a", "1"],
      ["out/b", "2"],
      ["log", "3"],
    ]));

  it("are put into folders by the call that wrote them where paths are equal", () =>
    expect(placed(artifact("t 0", ["out/a", "1"], ["out/b", "2"]), artifact("t 1", ["out/a", "3"]))).toEqual([
      ["t 0/out/a", "1"],
      ["t 0/out/b", "2"],
      ["t 1/out/a", "3"],
    ]));

  it.each([
    ["the case of letters", "out/A"],
    ["a file that is a folder elsewhere", "out"],
    ["a folder that is a file elsewhere", "out/a/b"],
  ])("are separated where they differ only in %s", (_, path) =>
    expect(placed(artifact("t 0", ["out/a", "1"]), artifact("t 1", [path, "2"]))).toEqual([
      ["t 0/out/a", "1"],
      [`t 1/${path}`, "2"],
    ]),
  );

  it("of calls without an index get numbers", () =>
    expect(placed(...["1", "2", "3"].map((text) => artifact("t", ["a", text])))).toEqual([
      ["t/a", "1"],
      ["t (2)/a", "2"],
      ["t (3)/a", "3"],
    ]));

  it("that were passed on are there once", () =>
    expect(placed(artifact("t", ["a", "1"]), artifact("t", ["a", "1"]))).toEqual([["a", "1"]]));

  it("stay in their folder whatever the call is named", () =>
    expect(placed(artifact("../..", ["a", "1"]), artifact("..", ["a", "2"])).map(([path]) => path)).toEqual([
      "..-../a",
      "files/a",
    ]));

  it("keep different paths where these are too long", () => {
    const long = "x".repeat(1_200);
    const paths = placed(artifact("t", [`${long}1`, "1"]), artifact("u", [`${long}2`, "2"])).map(
      ([path]) => path,
    );
    expect(new Set(paths).size).toBe(2);
    for (const path of paths) expect(path?.length).toBeLessThanOrEqual(1_000);
  });
});
