import { expect, test } from "vitest";
import { environmentText } from "./environment-text";

test("names engine, cores, the clock's step and the reason for it", () => {
  const userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0";
  expect(environmentText({ cores: 2, userAgent, crossOriginIsolated: false, timerStepMs: 1 })).toBe(
    "Measured in Firefox 153 on Linux, 2 cores. Timer resolution: 1 ms, because the page is not cross-origin isolated.",
  );
  expect(environmentText({ cores: 1, userAgent: "", crossOriginIsolated: true, timerStepMs: 0.005 })).toBe(
    "Measured in unknown browser, 1 core. Timer resolution: 5 µs.",
  );
});
