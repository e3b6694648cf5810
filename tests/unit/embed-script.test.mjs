import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { bundleEmbed } from "../../scripts/embed.mjs";

test("embed.js is one small script", async () => {
  const script = await bundleEmbed();
  expect(gzipSync(script, { level: 9 }).length).toBeLessThan(4.5 * 1024);
  // Nothing that a host's content security policy would have to allow.
  expect(script).not.toMatch(/\beval\b|new Function|innerHTML|document\.write/);
});
