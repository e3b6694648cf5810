/**
 * Browsers across, checks down.
 * @param {readonly { name: string }[]} browsers
 * @param {readonly { name: string }[]} checks
 * @param {readonly import("./run.mjs").Result[]} results
 */
export function table(browsers, checks, results) {
  const cell = (browser, check) => {
    const found = results.find((each) => each.browser === browser && each.check === check);
    if (found === undefined || found.outcome === "not run") return "not run";
    const outcome = found.outcome === "failed" ? "FAILED" : found.tries > 1 ? "2nd try" : "passed";
    return `${outcome} ${(found.ms / 1000).toFixed(1)} s`;
  };
  const rows = [
    ["check", ...browsers.map(({ name }) => name)],
    ...checks.map((check) => [check.name, ...browsers.map((browser) => cell(browser.name, check.name))]),
  ];
  const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => row[at].length)));
  return rows
    .map((row) =>
      row
        .map((text, at) => text.padEnd(widths[at]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
