import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { speedscopeFile } from "@/lib/trace/export/speedscope";
import { laneOf, traceOf } from "@/lib/trace/testing";

const READER = "http://speedscope.test";
const FILES = join(process.cwd(), "node_modules/speedscope/dist/release");
const TYPES: Readonly<Record<string, string>> = { html: "text/html", js: "text/javascript", css: "text/css" };

/** Opens a profile in the released speedscope, served from its package: nothing leaves this machine. */
async function openInSpeedscope(page: Page, profile: unknown): Promise<void> {
  await page.route(`${READER}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === "profile.json") return route.fulfill({ json: profile });
    const body = await readFile(join(FILES, name)).catch(() => undefined);
    if (body === undefined) return route.fulfill({ status: 404 });
    return route.fulfill({
      body,
      contentType: TYPES[name.split(".").at(-1) ?? ""] ?? "application/octet-stream",
    });
  });
  await page.goto(
    `${READER}/index.html#profileURL=${encodeURIComponent(`${READER}/profile.json`)}&view=sandwich`,
  );
}

test("speedscope reads an exported trace: lanes, names and times", async ({ page }) => {
  const trace = traceOf(
    [
      { id: 0, kind: "workflow", name: "main", worker: 0, started: 0, ended: 100 },
      { id: 1, parent: 0, name: "load", worker: 1, started: 10, ended: 40 },
      { id: 2, parent: 1, name: "parse", worker: 1, started: 20, ended: 30 },
      { id: 3, parent: 0, name: "load", worker: 1, started: 50, ended: 70 },
      // It overlaps the one before it on the same lane, so it has its own profile.
      { id: 4, parent: 0, name: "load", worker: 1, started: 60, ended: 90 },
    ],
    { wallMs: 100, lanes: [laneOf(0), laneOf(1, { label: "pool" })] },
  );
  await openInSpeedscope(page, speedscopeFile(trace, "letters"));
  await expect(page.getByText("pool 1 (2/3)")).toBeVisible();
  const rows = page.locator("tr");
  await expect(rows.filter({ hasText: "load" })).toContainText("50.00ms (100%)");
  await expect(rows.filter({ hasText: "load" })).toContainText("40.00ms (80%)");
  await expect(rows.filter({ hasText: "parse" })).toContainText("10.00ms (20%)");
});
