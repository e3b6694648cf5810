#!/usr/bin/env node
// Measures frames of the huge scenes: `node tests/gallery/measure.mjs`. Prints the time of script and paint per frame.
import { chromium } from "@playwright/test";
import { launchOptions } from "../../scripts/browser.mjs";
import { buildGallery } from "./build.mjs";
import { sceneUrl, serveGallery } from "./serve.mjs";

await buildGallery({ minify: true });
const browser = await chromium.launch(launchOptions());
const page = await browser.newPage({ viewport: { width: 1440, height: 800 } });
await serveGallery(page);

/** Runs `act` once per frame. @returns the frames' durations, ms */
async function frames(count, act) {
  return page.evaluate(
    async ([n, source]) => {
      const step = new Function("at", source);
      const lengths = [];
      const tasks = [];
      const observer = new PerformanceObserver((list) =>
        tasks.push(...list.getEntries().map((entry) => entry.duration)),
      );
      observer.observe({ entryTypes: ["longtask"] });
      let before = await new Promise(requestAnimationFrame);
      for (let at = 0; at < n; at += 1) {
        step(at);
        const now = await new Promise(requestAnimationFrame);
        lengths.push(now - before);
        before = now;
      }
      observer.disconnect();
      lengths.sort((a, b) => a - b);
      return {
        median: lengths[n >> 1],
        p95: lengths[Math.floor(n * 0.95)],
        worst: lengths[n - 1],
        longTasks: tasks.length,
      };
    },
    [count, act],
  );
}

async function open(scene) {
  await page.goto(sceneUrl(scene));
  await page.waitForLoadState("networkidle");
}

await open("tree-huge");
await page.getByRole("button", { name: "Expand all" }).click();
await page.getByRole("row", { name: /piece\[0\]/ }).waitFor();
console.log(
  "tree, scroll",
  await frames(120, `const s=document.querySelector('[role=treegrid]'); s.scrollTop += 300;`),
);
console.log(
  "tree, jump",
  await frames(
    60,
    `const s=document.querySelector('[role=treegrid]'); s.scrollTop = (at*104729) % s.scrollHeight;`,
  ),
);
await open("timeline-huge");
console.log(
  "timeline, zoom",
  await frames(
    120,
    `document.querySelector('[role=application]').dispatchEvent(new WheelEvent('wheel',{deltaY: at<60?-30:30, ctrlKey:true, clientX:700, clientY:300, bubbles:true, cancelable:true}));`,
  ),
);
console.log(
  "timeline, pan",
  await frames(
    120,
    `document.querySelector('[role=application]').dispatchEvent(new WheelEvent('wheel',{deltaX: at%2?60:-60, clientX:700, clientY:300, bubbles:true, cancelable:true}));`,
  ),
);
await open("tree-streaming");
console.log("tree, streaming", await frames(120, ""));
await browser.close();
