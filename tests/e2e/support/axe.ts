import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export interface AxeOptions {
  /** Selector of the part to look at. Default: the whole page. */
  readonly within?: string;
  /** Only these rules, or only rules with these tags; default: all. */
  readonly only?: { readonly rules: readonly string[] } | { readonly tags: readonly string[] };
  readonly except?: readonly string[];
  /** Said where something is found. */
  readonly where?: string;
}

/** What a theme changes: the rules that look at colours. */
export const COLOURS = { rules: ["color-contrast", "link-in-text-block"] } as const;

/** Expects that axe finds nothing. What passed is not collected, and frames of other origins are left alone: that takes most of the time. */
export async function expectNoViolations(page: Page, options: AxeOptions = {}): Promise<void> {
  const { within, only, except = [], where = page.url() } = options;
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({
    resultTypes: ["violations"],
    ...(only !== undefined && {
      runOnly:
        "rules" in only ? { type: "rule", values: [...only.rules] } : { type: "tag", values: [...only.tags] },
    }),
    rules: Object.fromEntries(except.map((rule) => [rule, { enabled: false }])),
  });
  if (within !== undefined) axe.include(within);
  const { violations } = await axe.analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`),
    where,
  ).toEqual([]);
}
