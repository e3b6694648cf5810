import { describe, expect, it } from "vitest";
import { parseEmbedFragment } from "@/lib/share/embed-fragment";
import { EMBED_OPTIONS } from "@/lib/share/embed-options";
import { decodeLink } from "@/lib/share/link";
import { readEmbedFragment, readPageFragment } from "./read-fragment";

const FRAGMENTS = [
  "",
  "#",
  "#example=letters",
  "#example=letters&view=tree",
  "#view=split&theme=dark&readonly&height=auto",
  "#readonly=true&height=fill",
  "#readonly=no",
  "#example=letters&show=timeline",
  "#show=scale",
  "#example=../etc",
  "#view=nothing",
  "#theme=blue",
  "#workers=3&example=nested",
  "#unknown=1",
  "#f1",
  "#f1.broken",
  "#main",
  "#example",
];

describe("reading a fragment", () => {
  for (const fragment of FRAGMENTS) {
    it(`returns the same as the full decoder for "${fragment}"`, async () => {
      expect(await readEmbedFragment(fragment)).toEqual(parseEmbedFragment(fragment));
      expect(await readPageFragment(fragment)).toEqual(decodeLink(fragment, EMBED_OPTIONS));
    });
  }
});
