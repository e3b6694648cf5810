import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadPython, type PythonProgress } from "./load-python";
import { PYTHON_FILES, PYTHON_FOLDER } from "./python-manifest.generated";

/** What was asked of the network. */
let asked: string[];
/** What the browser keeps, by address and cache. */
let kept: Map<string, Map<string, Response>>;

const ROOT = join(import.meta.dirname, "../../../generated");

const served = (url: string): Response => {
  asked.push(url);
  return new Response(readFileSync(join(ROOT, new URL(url).pathname)));
};

beforeEach(() => {
  asked = [];
  kept = new Map();
  vi.stubGlobal("location", new URL("https://fanout.example/"));
  vi.stubGlobal("fetch", async (url: string) => served(url));
  vi.stubGlobal("caches", {
    async open(name: string) {
      const cache = kept.get(name) ?? new Map<string, Response>();
      kept.set(name, cache);
      return {
        match: async (url: string) => cache.get(url)?.clone(),
        put: async (url: string, response: Response) => void cache.set(url, response),
      };
    },
    keys: async () => [...kept.keys()],
    delete: async (name: string) => kept.delete(name),
  });
});

afterEach(() => vi.unstubAllGlobals());

describe("loadPython", () => {
  it("gives the build's files, and one snapshot: that of this browser", async () => {
    const files = await loadPython();
    expect(files.wasm.byteLength).toBe(PYTHON_FILES.wasm.bytes);
    expect(files.snapshot?.byteLength).toBe(PYTHON_FILES["snapshot-plain"].bytes);
    expect(asked).toHaveLength(6);
    expect(asked[0]).toContain(`https://fanout.example${PYTHON_FOLDER}/`);
  });

  it("tells how much has come, up to all", async () => {
    const told: PythonProgress[] = [];
    await loadPython((now) => told.push(now));
    expect(told.length).toBeGreaterThanOrEqual(6);
    expect(told.map(({ loaded }) => loaded)).toEqual(
      told.map(({ loaded }) => loaded).toSorted((a, b) => a - b),
    );
    expect(told.at(-1)?.loaded).toBe(told.at(-1)?.total);
  });

  it("asks the network once, and keeps the files of two releases", async () => {
    for (const old of ["a", "b"]) kept.set(`fanout-python https://fanout.example/ ${old}`, new Map());
    await loadPython();
    const first = asked.length;
    await loadPython();
    expect(asked).toHaveLength(first);
    expect([...kept.keys()]).toEqual([
      "fanout-python https://fanout.example/ b",
      `fanout-python https://fanout.example/ ${PYTHON_FOLDER}`,
    ]);
  });

  it("works where the browser keeps nothing", async () => {
    vi.stubGlobal("caches", undefined);
    expect((await loadPython()).stdlib.byteLength).toBe(PYTHON_FILES.stdlib.bytes);
  });

  it("refuses a file that is not the build's, and keeps none of it", async () => {
    vi.stubGlobal("fetch", async () => new Response("log in first"));
    await expect(loadPython()).rejects.toThrow("the downloaded file is not the one of this release");
    expect([...kept.values()].flatMap((cache) => [...cache.keys()])).toEqual([]);
  });

  it("says what is wrong where it cannot be had", async () => {
    vi.stubGlobal("fetch", async () => new Response("", { status: 404 }));
    await expect(loadPython()).rejects.toThrow("the site answered 404");
    vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("failed")));
    await expect(loadPython()).rejects.toThrow("there is no connection");
  });
});
