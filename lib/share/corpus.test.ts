import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { dictionary1 } from "./dictionary";
import { decodeLink } from "./link";

/**
 * Links as they are out in the world. They are kept for ever: a link that fails here fails for somebody who has it in a
 * document. Add to them; never change one.
 */
const folder = new URL("../../tests/corpus/links/", import.meta.url);
const OPTIONS_OF_EMBEDS = ["theme", "readonly", "height"];

interface Kept {
  readonly about: string;
  readonly fragment: string;
  readonly expected: unknown;
}

const files = readdirSync(folder);

test("the corpus is there", () => {
  expect(files.length).toBeGreaterThanOrEqual(25);
});

test.each(files)("%s", (file) => {
  const { fragment, expected }: Kept = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
  expect(JSON.parse(JSON.stringify(decodeLink(fragment, OPTIONS_OF_EMBEDS)))).toEqual(expected);
});

test("dictionary 1 has not changed", () => {
  expect(dictionary1().length).toBeLessThanOrEqual(32 * 1024);
  expect(createHash("sha256").update(dictionary1()).digest("hex")).toBe(
    "bc14588d974bbe27a64da79aa71475059ac50ec5ab5f259db9a81cc0a8c59e6f",
  );
});
