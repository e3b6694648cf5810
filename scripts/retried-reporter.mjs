// A reporter of Vitest: names the tests that passed only when they were tried again, as scripts/test-runners.mjs does for Playwright.
import { relative } from "node:path";
import { inRoot } from "./paths.mjs";

export default class RetriedReporter {
  /** @param {{ diagnostic(): { flaky: boolean } | undefined, module: { moduleId: string }, fullName: string }} test */
  onTestCaseResult(test) {
    if (!test.diagnostic()?.flaky) return;
    console.log(
      `To be fixed, passed only when tried again: ${relative(inRoot("."), test.module.moduleId)} ${test.fullName}`,
    );
  }
}
