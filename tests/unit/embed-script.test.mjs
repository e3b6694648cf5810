import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { bundleEmbed } from "../../scripts/embed.mjs";

test("embed.js is one small script of its own", async () => {
  const script = await bundleEmbed();
  expect(gzipSync(script, { level: 9 }).length).toBeLessThan(4 * 1024);
  // Nothing that a page's content security policy would have to allow for it.
  expect(script).not.toMatch(/\beval\b|new Function|innerHTML|document\.write/);
});
