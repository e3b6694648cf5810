import { beforeAll, describe, expect, test } from "vitest";
import { compile } from "@/lib/language/python/compile";
import type { Shape } from "@/lib/project/same/shape";
import { SAME_IN, sameIn } from "@/lib/project/same/write";
import { type Interpreter, interpreterOf } from "@/lib/runner/python/interpreter";
import { outputOf } from "@/lib/runner/python/output";
import { BOOT_LIMIT_MS, bootPython } from "@/lib/runner/python/testing/boot";
import { localHost } from "./local-host";

let python: Interpreter;
const host = localHost();

beforeAll(async () => {
  python = interpreterOf(await bootPython());
  python.attach({
    ...host.api,
    newQueueId: () => "queue",
    mostWorkers: () => 4,
    // Items have no nodes here.
    openItems() {
      throw new Error("no nodes");
    },
    endEnvironment: () => undefined,
    ranInline: () => undefined,
    describe: () => ({ attempt: 1 }),
  });
}, BOOT_LIMIT_MS);

async function run(source: string) {
  host.takeLines();
  const compiled = compile(source);
  if (!compiled.ok) throw new Error(compiled.errors[0]?.message);
  const entry = /^(?:@job|@workflow|@driver)/m.test(source)
    ? compiled.program.inputs.at(0)?.default
    : undefined;
  const usual = (JSON.parse(compiled.program.code) as { entry?: { usual: string } }).entry?.usual;
  const outcome = await python.runMain(
    { span: 1 },
    source,
    JSON.stringify({ inputs: {}, entry: usual ?? entry }),
  );
  if (outcome instanceof Error) throw outcome;
  const output = outputOf(python.takeOutput()) as { repr?: string } | undefined;
  const printed = host.takeLines().filter(({ level }) => level === "log");
  return output?.repr && output.repr !== "None" ? output.repr : printed.at(-1)?.text;
}

const stage = (name: string, count = 1, retries = 0, source = "") => ({ name, count, retries, source });
const shape = (...stages: Shape["stages"]): Shape => ({ name: "letters", stages, workers: 2, chunk: 3 });

const SHAPES: Readonly<Record<string, readonly [Shape, result: RegExp]>> = {
  "a list, a map and a total": [
    shape(stage("load"), stage("count letters", 5), stage("total")),
    /^(?:\{.*)?5/,
  ],
  "maps of the same items": [shape(stage("fetch", 4), stage("parse", 4), stage("sum")), /4/],
  "maps of other items, and one task after the other": [
    shape(stage("a"), stage("b"), stage("c", 2), stage("d", 3), stage("e"), stage("f")),
    /3/,
  ],
  "a single task": [shape(stage("only")), /0/],
  "retries, and a text that could end its comment": [
    shape(
      stage("load"),
      stage("import", 3, 2, "const a = 1;\u2028evil()\r\n\"\"\" '''"),
      stage("main", 1, 1),
    ),
    /3/,
  ],
};

describe.each(Object.entries(SHAPES))("%s", (_, [made, result]) => {
  test.each(SAME_IN)("runs in %s", async (platform) => {
    expect(await run(sameIn(platform, made))).toMatch(result);
  });
});

test("it has the settings", () => {
  const made = shape(stage("load"), stage("count", 5, 2), stage("total"));
  expect(sameIn("dagster", made)).toContain('"max_concurrent": 2');
  expect(sameIn("dagster", made, "project")).not.toContain("max_concurrent");
  expect(sameIn("dagster", made)).toContain("RetryPolicy(max_retries=2)");
  expect(sameIn("flytekit", made)).toContain("map_task(count, concurrency=2)(item=r1)");
  expect(sameIn("flyte", made)).toContain("ReusePolicy(replicas=2, concurrency=1)");
  expect(sameIn("pool", made)).toContain("pool.map(count_with_retries, r1, chunksize=3)");
  expect(sameIn("executor", made)).toContain("ProcessPoolExecutor(max_workers=2)");
});
