// How high an embed wants to be at some widths, measured in a headless Chromium: for hosts that allow no script to size it.
import { headersFor } from "./headers.mjs";
import { withSite } from "./headless.mjs";

/** Widths of columns, px: a phone's, and those of most documentation. */
export const WIDTHS = [342, 480, 720, 1024];

/** A height that has stayed this long is the one. ms */
const STILL_MS = 700;
const WAIT_MS = 60_000;

/**
 * @param {string} fragment of the embed, with its "#"
 * @returns {Promise<readonly (readonly [width: number, height: number])[]>} the narrowest first
 */
export const measureFrame = (fragment) =>
  withSite(async (page, site) => {
    await page.route(`${site}measure/`, (route) =>
      route.fulfill({
        contentType: "text/html",
        headers: headersFor("/measure/"),
        body: "<!doctype html><title>Measure</title>",
      }),
    );
    await page.goto(`${site}measure/`);
    const heights = [];
    for (const width of WIDTHS) {
      const height = await page.evaluate(heightAt, {
        src: `${site}embed/${fragment}${fragment === "#" ? "" : "&"}height=auto`,
        width,
        stillMs: STILL_MS,
        waitMs: WAIT_MS,
      });
      heights.push([width, height]);
    }
    return heights;
  });

/** In the page: the last height that the frame tells, once it has stayed. */
function heightAt({ src, width, stillMs, waitMs }) {
  return new Promise((resolve, reject) => {
    const frame = document.createElement("iframe");
    frame.style.cssText = `width:${width}px;height:400px;border:0`;
    let height;
    let isReady = false;
    let timer;
    const late = setTimeout(() => reject(new Error("The embed did not tell its height.")), waitMs);
    const wait = () => {
      clearTimeout(timer);
      if (!isReady || height === undefined) return;
      timer = setTimeout(() => {
        clearTimeout(late);
        removeEventListener("message", hear);
        frame.remove();
        resolve(height);
      }, stillMs);
    };
    const hear = ({ source, data }) => {
      if (source !== frame.contentWindow) return;
      if (data?.type === "fanout:ready") isReady = true;
      if (data?.type === "fanout:resize") height = data.height;
      wait();
    };
    addEventListener("message", hear);
    frame.src = src;
    document.body.append(frame);
  });
}
