import { ESCAPES } from "./support/escapes";
import { expect, type Lab, program, test } from "./support/lab";
import { withModule } from "./support/other-sandbox";

/** Tries every way out, in the entry's thread and in a worker of the pool. */
async function tryAll(
  lab: Lab,
): Promise<{ reached: string[]; found: Record<string, string>; refused: readonly string[] }> {
  const { report, refused } = await lab.run(
    program(
      // An uncompiled body has its span up to its first await.
      "const elsewhere = away(inputs.base); return { here: await tryAll(inputs.base), away: await elsewhere };",
      `${ESCAPES} const away = task(tryAll, { name: "away" });`,
    ),
    { inputs: { base: `127.0.0.1:${lab.hits.port}` }, uncompiled: true },
  );
  expect(report.error).toBeUndefined();
  const { here, away } = report.output as { here: Record<string, string>; away: Record<string, string> };
  expect(Object.keys(here).length).toBeGreaterThan(35);
  const reached = Object.entries(here).filter(
    ([name, text]) => text.startsWith("reached") || away[name]?.startsWith("reached"),
  );
  return { reached: reached.map(([name]) => name), found: here, refused };
}

test("every attempt to leave the sandbox fails, with a reason for the program", async ({ lab }) => {
  const { reached, found, refused } = await tryAll(lab);
  expect(reached).toEqual([]);
  expect(await lab.hits.take()).toEqual([]);
  for (const [name, message] of [
    ["fetch", "`fetch` is unavailable: programs have no network"],
    ["XMLHttpRequest", "`XMLHttpRequest` is unavailable: programs have no network"],
    ["WebSocket", "`WebSocket` is unavailable"],
    ["EventSource", "`EventSource` is unavailable"],
    ["importScripts", "`importScripts` is unavailable"],
    ["indexedDB", "`indexedDB` is unavailable: programs have no storage"],
    ["a worker from a blob", "`Worker` is unavailable. Use `map`, or `new Process"],
  ] as const)
    expect(found[name], name).toContain(message);
  expect(refused).toEqual(
    expect.arrayContaining([
      "fetch",
      "XMLHttpRequest",
      "WebSocket",
      "indexedDB",
      "Worker",
      "eval",
      "WebAssembly",
    ]),
  );
  expect(refused.some((what) => what.startsWith("import of http://127.0.0.1"))).toBe(true);
  expect(refused.some((what) => what.startsWith("font of http://127.0.0.1"))).toBe(true);
});

test("also without the lockdown: the sandbox's policy and origin hold", async ({ lab }) => {
  await withModule(lab.page, "lib/runner/javascript/realm/lockdown.ts", "export const lockDown = () => {};");
  const heard = await lab.page.evaluateHandle(() => {
    const messages: unknown[] = [];
    new BroadcastChannel("fanout").onmessage = ({ data }) => messages.push(data);
    return messages;
  });
  const { reached, refused } = await tryAll(lab);
  expect(refused).toEqual([]);
  // Both stay inside: a worker from a blob has the same policy, and an opaque origin shares its channel with no one.
  expect(reached.sort()).toEqual(["BroadcastChannel", "a worker from a blob"]);
  expect(await heard.jsonValue()).toEqual([]);
  expect(await lab.hits.take()).toEqual([]);
});

test("a program cannot find out where it runs", async ({ lab }) => {
  const { report } = await lab.run(
    program(`return [location.href, self.origin, String(self.name), import.meta.url, new Error().stack,
      JSON.stringify(performance.getEntries()), Object.keys(self), typeof document, typeof parent].join(" ");`),
    { uncompiled: true },
  );
  expect(report.status).toBe("succeeded");
  const { host } = new URL(lab.page.url());
  expect(report.output).not.toContain(host);
  expect(report.output).toContain("blob:null/");
});
