import { describe, expect, it } from "vitest";
import { sceneOf } from "@/components/results/timeline/scene";
import { chartDataOf } from "@/lib/analysis/layout/timeline-chart";
import { laneOf, traceOf } from "@/lib/trace/testing";
import type { Trace } from "@/lib/trace/trace";
import { animatedSvg, MAX_SVG_BYTES } from "./animated-svg";

const sceneWith = (trace: Trace, label = "Pooled") =>
  sceneOf([{ key: "one", label, trace, ...chartDataOf(trace, "workers") }]);

/** Items of 1 ms on each of `lanes` workers, one after the other, with a gap that keeps them apart. */
function items(lanes: number, each: number): Trace {
  const spans = Array.from({ length: lanes * each }, (_, id) => {
    const started = 10 + Math.floor(id / lanes) * 2;
    return { id, name: "item", worker: 1 + (id % lanes), started, ended: started + 1 };
  });
  return traceOf(spans, {
    lanes: Array.from({ length: lanes }, (_, lane) => laneOf(lane + 1)),
    wallMs: 20 + each * 2,
    workers: lanes,
  });
}

describe("animatedSvg", () => {
  it("is one document without scripts that shows every lane, each time, and what made it", () => {
    const svg = animatedSvg(sceneWith(items(3, 4)), {
      title: "Pooled on one clock",
      source: "Chromium, 2 cores",
    });
    expect(svg).toMatch(/^<svg [^>]*>.*<\/svg>$/s);
    expect(svg).not.toContain("<script");
    expect(svg).toContain("Pooled on one clock");
    expect(svg).toContain("Chromium, 2 cores");
    expect(svg.match(/worker \d/g)).toHaveLength(3);
    expect(svg).toContain(">28 ms<");
    expect(svg).toContain("prefers-reduced-motion:reduce");
  });

  it("writes names of programs as text", () => {
    const svg = animatedSvg(sceneWith(items(1, 1), '<img src=x onerror="a()">'), {
      title: "<b>&",
      source: undefined,
    });
    expect(svg).not.toContain("<img");
    expect(svg).not.toContain("<b>");
    expect(svg).toContain("&#60;b&#62;&#38;");
  });

  it("stays under its bound, however many spans and lanes there are", () => {
    const svg = animatedSvg(sceneWith(items(32, 600)), { title: "Many", source: undefined });
    expect(svg.length).toBeLessThan(MAX_SVG_BYTES);
    expect(svg).toContain("more rows");
  });
});
