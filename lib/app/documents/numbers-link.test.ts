import { describe, expect, it } from "vitest";
import { DEFAULT_NUMBERS } from "@/lib/estimate/defaults";
import { findExample } from "@/lib/examples";
import { decodeLink } from "@/lib/share/link";
import { wholeNumbers } from "../numbers/whole-numbers";
import { createTestStore } from "../store/testing";
import { fragmentOf } from "./fragment-of";
import { exampleDocument } from "./open-example";
import { chooseOpening } from "./opening";

const CORES = 4;
const none = async () => undefined;
const letters = () => {
  const example = findExample("letters");
  if (!example) throw new Error("no example");
  return exampleDocument(example, CORES);
};

describe("your numbers in the address", () => {
  it("come back, with the program behind them", async () => {
    for (const document of [letters(), { ...letters(), code: "export {}" }]) {
      const store = createTestStore();
      store.getState().openDocument(document, { kind: "example", name: "letters" }, { tab: "scale" });
      store.getState().changeNumbers({ work: { items: 123 }, workers: 7 });
      const fragment = fragmentOf(store.getState(), CORES);
      expect(fragment).toContain("view=scale&numbers=");
      const opening = await chooseOpening(decodeLink(fragment), none, CORES);
      expect(opening).toMatchObject({ tab: "scale", notices: [], document: { code: document.code } });
      expect(opening.numbers).toEqual(wholeNumbers({ work: { items: 123 }, workers: 7 }, undefined));
      store.getState().openDocument(opening.document, opening.origin, opening);
      expect(store.getState().ownNumbers).toEqual(opening.numbers);
    }
  });

  it("are in no link of another view, nor where nothing was typed", () => {
    const store = createTestStore();
    store.getState().openDocument(letters(), { kind: "example", name: "letters" }, { tab: "scale" });
    expect(fragmentOf(store.getState(), CORES)).toBe("example=letters&view=scale");
    store.getState().changeNumbers({ workers: 7 });
    store.getState().showTab("tree");
    expect(fragmentOf(store.getState(), CORES)).toBe("example=letters&view=tree");
  });

  it("open without a program, and run nothing", async () => {
    const opening = await chooseOpening(decodeLink("#view=scale"), none, CORES);
    expect(opening).toMatchObject({ tab: "scale", first: false, notices: [] });
    expect((await chooseOpening(decodeLink(""), none, CORES)).first).toBe(true);
  });

  it("outlive the document, as they are not of its program", () => {
    const store = createTestStore();
    store.getState().changeNumbers({ workers: 7 });
    store.getState().openDocument(letters(), { kind: "link" });
    expect(store.getState().ownNumbers).toEqual({ workers: 7 });
    store.getState().resetNumbers();
    expect(wholeNumbers(store.getState().ownNumbers, undefined)).toEqual(DEFAULT_NUMBERS);
  });
});
