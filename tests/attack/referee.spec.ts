import { test as base, expect, type Page } from "@playwright/test";
import { preparePythonPage } from "../../scripts/python-lab.mjs";
import type { PythonLab } from "../conformance/python/page";
import { type Hits, openHits } from "./support/hits";
import { packWith } from "./support/hostile-pack";
import { PYTHON_ESCAPES } from "./support/python-escapes";

/** The referee's worker has the policy, the origin and the lockdown of Python's sandbox: it runs a stranger's program, with a package of the host's. */

declare global {
  var pythonLab: PythonLab;
}

const test = base.extend<{ hits: Hits }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter.
  hits: async ({}, use) => {
    const hits = await openHits();
    await use(hits);
    await hits.close();
  },
});

const judged = (page: Page, source: string, pack: string) =>
  page.evaluate(([program, bytes]) => globalThis.pythonLab.referee(program, bytes), [source, pack] as const);

type Tried = [where: string, name: string, what: string];
const triedIn = (printed: readonly string[]): Tried[] =>
  printed.filter((line) => line.startsWith("[")).map((line) => JSON.parse(line) as Tried);
const reachedIn = (tried: readonly Tried[]): string[] =>
  tried.filter(([, , what]) => what.startsWith("reached")).map(([, name, what]) => `${name}: ${what}`);

test("a program that the referee runs cannot leave the sandbox", async ({ page, baseURL, hits }) => {
  await preparePythonPage(page, baseURL ?? "");
  const { printed, version } = await judged(page, PYTHON_ESCAPES(`127.0.0.1:${hits.port}`), packWith());
  expect(version).toBe("0");
  const tried = triedIn(printed);
  expect(tried.length).toBeGreaterThan(35);
  expect(reachedIn(tried)).toEqual([]);
  expect(await hits.take()).toEqual([]);
});

test("nor can a pack, when it is imported", { tag: "@slow" }, async ({ page, baseURL, hits }) => {
  await preparePythonPage(page, baseURL ?? "");
  const tries = `
import json, js
HTTP = "http://127.0.0.1:${hits.port}"
def request():
    sent = js.XMLHttpRequest.new()
    sent.open("GET", HTTP + "/xhr", False)
    sent.send()
    return sent.responseText
WAYS = {
    "importScripts": lambda: js.importScripts(HTTP + "/scripts"),
    "XMLHttpRequest": request,
    "indexedDB": lambda: js.indexedDB.open("stolen"),
    "caches": lambda: js.caches.open("stolen"),
}
tried = []
for name, way in WAYS.items():
    try: tried.append(["pack", name, "reached: " + str(way())[:100]])
    except BaseException as error: tried.append(["pack", name, type(error).__name__])
js.fetch(HTTP + "/fetch").catch(lambda _: None)
js.WebSocket.new("ws://127.0.0.1:${hits.port}/socket")
`;
  const { printed } = await judged(
    page,
    "import json, dagster\nfor each in dagster.tried: print(json.dumps(each))",
    packWith(tries),
  );
  const tried = triedIn(printed);
  expect(tried).toHaveLength(4);
  expect(reachedIn(tried)).toEqual([]);
  expect(await hits.take()).toEqual([]);
});
