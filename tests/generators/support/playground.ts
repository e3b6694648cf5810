import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";
import type { FanoutPlaygroundElement } from "@/lib/embed/api";
import type { Report } from "@/lib/protocol/report";

/** One `<fanout-playground>` of a page, ready. */
export interface Playground {
  /** The embed's document. */
  readonly frame: FrameLocator;
  /** The code as shown before it is edited. */
  readonly code: Locator;
  /** The frame's address. */
  address(): string;
  /** Of the element in the host's page, CSS pixels. */
  height(): Promise<number>;
  /** CSS pixels by which the element is higher than what is in its frame. */
  misfit(): Promise<number>;
  /** Presses Run. @returns the report of the `fanout-result` event on the host's page */
  clickRun(): Promise<Report>;
  /** Turns the wheel over a place in the frame until the page scrolls. */
  wheelsPast(place: Locator): Promise<void>;
}

/** Scrolls to an element, counted from 0, and waits until it has replaced the code block. */
export async function openPlayground(page: Page, index: number): Promise<Playground> {
  const element = page.locator("fanout-playground").nth(index);
  await element.evaluate((one) => one.scrollIntoView({ behavior: "instant", block: "center" }));
  await expect
    .poll(() => element.evaluate((one) => one.shadowRoot?.querySelector(".ready") !== null))
    .toBe(true);
  const handle = await element.locator("iframe").elementHandle();
  const document = await handle?.contentFrame();
  if (!document) throw new Error("the playground has no frame");
  const frame = element.frameLocator("iframe");
  const height = async (): Promise<number> => (await element.boundingBox())?.height ?? 0;
  const centre = () =>
    element.evaluate((one) => one.scrollIntoView({ behavior: "instant", block: "center" }));

  return {
    frame,
    code: frame.locator("[data-editor=reader]"),
    address: () => document.url(),
    height,
    async misfit() {
      const content = await frame.locator("header").evaluate((one) => one.parentElement?.offsetHeight ?? 0);
      return (await height()) - content;
    },
    async clickRun() {
      const slot = `result-${index}`;
      await element.evaluate((one: FanoutPlaygroundElement, key) => {
        Reflect.deleteProperty(window, key);
        one.addEventListener("fanout-result", ({ detail }) => Reflect.set(window, key, detail.report), {
          once: true,
        });
      }, slot);
      // Recorded results have another button, "Run here".
      await frame.locator("header").getByRole("button", { name: /^Run/ }).click();
      const report = await page.waitForFunction((key) => Reflect.get(window, key), slot, { timeout: 60_000 });
      return report.jsonValue();
    },
    async wheelsPast(place) {
      await centre();
      await place.hover();
      const scrolled = () => page.evaluate(() => scrollY);
      const before = await scrolled();
      // A long text scrolls up to its end; after that, the wheel scrolls the page.
      await expect
        .poll(async () => {
          await page.mouse.wheel(0, 200);
          return scrolled();
        })
        .toBeGreaterThan(before);
    },
  };
}
