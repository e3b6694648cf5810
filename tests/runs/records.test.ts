import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { judge, type ManifestEntry } from "./judge";

const folder = process.env.FANOUT_RECORDS ?? new URL("../corpus/runs", import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as readonly ManifestEntry[];

it("opens every record, and says what its truth file says", async () => {
  const lines: string[] = [];
  const failed: string[] = [];
  let held = 0;
  let declined = 0;
  for (const entry of manifest) {
    const { checks } = await judge(folder, entry);
    lines.push(`${entry.name} (${entry.format}, ${entry.support})`);
    for (const { what, ok, refused = false, text } of checks) {
      if (ok && refused) declined += 1;
      else if (ok) held += 1;
      lines.push(`  ${ok ? (refused ? "no  " : "ok  ") : "FAIL"} ${what.padEnd(24)} ${text}`);
      if (!ok) failed.push(`${entry.name}: ${what}: ${text}`);
    }
  }
  console.info(
    `${lines.join("\n")}\n${held} held, ${declined} refused with the reason, ${failed.length} failed\n`,
  );
  expect(failed).toEqual([]);
}, 120_000);
