import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export interface AxeOptions {
  /** Selector of the part to check. Default: the whole page. */
  readonly within?: string;
  /** Only these rules, or only rules with these tags; default: all. */
  readonly only?: { readonly rules: readonly string[] } | { readonly tags: readonly string[] };
  readonly except?: readonly string[];
  /** Included in the message of a failure. */
  readonly where?: string;
}

/** The rules about colors, which a theme changes. */
export const COLORS = { rules: ["color-contrast", "link-in-text-block"] } as const;

/** Expects no violations. Passed rules are not collected and frames of other origins not checked: both take most of the time. */
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
