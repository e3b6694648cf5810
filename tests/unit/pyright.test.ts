import { readFileSync } from "node:fs";
import vm from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { typeProblems } from "@/components/editor/python/diagnostics";
import type { PublishDiagnostics } from "@/components/editor/python/messages";
import { Pyright } from "@/components/editor/python/pyright";
import { PYRIGHT_WORKER } from "@/lib/app/editor/pyright-manifest.generated";
import { LOCKED_NAMES } from "@/lib/model/locked-names";
import { pythonPrograms } from "../conformance/python/programs";

/** The worker's script as the site serves it, with only what such a worker has. */
function startWorker(): { readonly worker: Worker; readonly scope: Record<string, unknown> } {
  type Listener = (event: { readonly data: unknown }) => void;
  const [inside, outside]: [Listener[], Listener[]] = [[], []];
  const deliver = (listeners: readonly Listener[], message: unknown): void => {
    const data = structuredClone(message);
    setTimeout(() => {
      for (const listener of listeners) listener({ data });
    });
  };
  const scope: Record<string, unknown> = {
    addEventListener: (type: string, listener: Listener) => type === "message" && inside.push(listener),
    postMessage: (message: unknown) => deliver(outside, message),
    close: () => undefined,
    navigator: {},
    fetch: () => undefined,
    importScripts: () => undefined,
    WebSocket: class {},
    indexedDB: {},
    ...{ console, performance, queueMicrotask, setTimeout, clearTimeout, setInterval, clearInterval },
    ...{ MessageChannel, MessagePort, URL, TextDecoder, TextEncoder, crypto, structuredClone },
  };
  scope.self = scope;
  const onMessage: Listener = (event) => (scope.onmessage as Listener | undefined)?.(event);
  vm.runInNewContext(readFileSync(`generated${PYRIGHT_WORKER}`, "utf8"), scope);
  const worker = {
    postMessage: (message: unknown) => deliver([...inside, onMessage], message),
    addEventListener: (_: string, listener: Listener) => outside.push(listener),
    terminate: () => undefined,
  } as unknown as Worker;
  return { worker, scope };
}

describe("basedpyright as the site serves it", () => {
  const waiting = new Map<number, (found: PublishDiagnostics) => void>();
  let pyright: Pyright;
  const problemsIn = async (text: string): Promise<readonly string[]> => {
    const version = pyright.update(text);
    const found = await new Promise<PublishDiagnostics>((resolve) => waiting.set(version, resolve));
    return typeProblems(found.diagnostics).map(
      ({ startLineNumber, severity, message }) => `${startLineNumber} ${severity} ${message.split("\n")[0]}`,
    );
  };

  beforeAll(() => {
    pyright = new Pyright(startWorker().worker, "", (found) => waiting.get(found.version ?? 0)?.(found));
  });
  afterAll(() => pyright.end());

  it("has nothing that could load, keep or start something", () => {
    const { scope } = startWorker();
    for (const name of Object.keys(LOCKED_NAMES)) expect(scope[name], name).toBeUndefined();
  });

  it("finds errors in a program", async () => {
    expect(
      await problemsIn(
        "from multiprocessing import Pool\n\nx: str = 1\nPool(2).mapp([1])\nprint(y)\nimport tkinter\nif x\n",
      ),
    ).toEqual([
      '5 error "y" is not defined',
      '6 warning Import "tkinter" could not be resolved',
      '7 error Expected ":"',
    ]);
    expect(await problemsIn("from multiprocessing import Pool\n\nx: str = 1\nPool(2).mapp([1])\n")).toEqual([
      '3 warning Type "Literal[1]" is not assignable to declared type "str"',
      '4 warning Cannot access attribute "mapp" for class "Pool"',
    ]);
  });

  it("completes, explains and shows parameters", async () => {
    await problemsIn("import asyncio\nasyncio.gath\nasyncio.gather(");
    const list = await pyright.complete({ line: 1, character: 12 });
    const gather = list?.items.find(({ label }) => label === "gather");
    expect(gather).toBeDefined();
    expect(JSON.stringify(gather && (await pyright.explain(gather)))).toContain("return_exceptions");
    expect((await pyright.hover({ line: 0, character: 8 }))?.contents.value).toContain("asyncio");
    const help = await pyright.signatures({ line: 2, character: 15 });
    expect(help?.signatures.at(-1)?.label).toContain("return_exceptions");
  });

  it("finds no error in recorded programs, and nothing at all in Dagster's", async () => {
    // All of them take 13 s: every fourth here, the others in `npm run test:slow`.
    const programs = [...pythonPrograms()].filter(([name]) => !name.startsWith("more/"));
    const isSlow = process.env.FANOUT_SLOW === "only";
    for (const [name, source] of programs.filter((_, at) => (at % 4 === 0) !== isSlow)) {
      const found = await problemsIn(source);
      const is = name.startsWith("dagster/") ? /./ : /^\d+ error/;
      expect(
        found.filter((text) => is.test(text)),
        name,
      ).toEqual([]);
    }
  });

  it("knows what flytekit and Flyte 2 have", async () => {
    const program =
      "import flyte\nfrom flytekit import LaunchPlan\nenv = flyte.TaskEnvironment(nam='a')\nLaunchPlan.creat\n";
    expect(await problemsIn(program)).toEqual([
      '3 warning Argument missing for parameter "name"',
      '3 warning No parameter named "nam"',
      '4 warning Cannot access attribute "creat" for class "type[LaunchPlan]"',
    ]);
    const list = await pyright.complete({ line: 3, character: 16 });
    expect(list?.items.map(({ label }) => label)).toContain("get_or_create");
  });

  it("knows what Dagster has", async () => {
    await problemsIn("import dagster as dg\ndg.DynamicO\ndg.DynamicOutput(");
    const list = await pyright.complete({ line: 1, character: 11 });
    expect(list?.items.map(({ label }) => label)).toContain("DynamicOutput");
    expect((await pyright.signatures({ line: 2, character: 17 }))?.signatures.at(-1)?.label).toContain(
      "mapping_key",
    );
    expect(await problemsIn("from dagster import op\n\n\n@op(retries=1)\ndef f(): ...\n")).toHaveLength(1);
  });
});
