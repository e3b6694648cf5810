import { beforeAll, beforeEach, expect, test } from "vitest";
import type { StandIn } from "@/lib/model/stand-ins";
import { type Interpreter, interpreterOf, type Pyodide } from "@/lib/runner/python/interpreter";
import { outputOf } from "@/lib/runner/python/output";
import { BOOT_LIMIT_MS, bootPython } from "@/lib/runner/python/testing/boot";
import { localHost } from "./local-host";

let pyodide: Pyodide;
let python: Interpreter;
let tasks: StandIn[] = [];
let meters: number[] = [];
const host = localHost();

beforeAll(async () => {
  pyodide = await bootPython();
  python = interpreterOf(pyodide);
  python.attach({
    ...host.api,
    standIns: () => JSON.stringify({ scale: 10, tasks }),
    random: () => 1,
    meter: (_: unknown, name: string, ms: number) => void (name === "stand-in ms" && meters.push(ms)),
    sleepIn: (_: unknown, ms: number) => new Promise((done) => setTimeout(done, ms)),
  });
}, BOOT_LIMIT_MS);

beforeEach(() => {
  tasks = [];
  meters = [];
  pyodide.runPython("from _fanout import stand_ins; stand_ins._here.clear()");
});

async function run(source: string, entry?: string): Promise<unknown> {
  const outcome = await python.runMain({ span: 1 }, source, JSON.stringify({ inputs: {}, entry }));
  if (outcome instanceof Error) throw outcome;
  return (outputOf(python.takeOutput()) as { repr?: string } | undefined)?.repr;
}

const standIn = (task: string, more: Partial<StandIn> = {}): StandIn => ({
  task,
  ms: 20,
  spread: 0,
  does: "waits",
  gives: { kind: "none" },
  ...more,
});

const LOADS = `import numpy as np
import pandas as pd
from botocore.exceptions import ClientError
from sklearn.linear_model import LinearRegression as Model

LIMIT = np.int64(3)
pd.options.display.max_rows = 10

class Own(Model):
    size: pd.DataFrame | None = None

@np.vectorize
def twice(x: "np.ndarray[int]") -> pd.DataFrame | None:
    return x * 2

def load(path: str) -> pd.DataFrame:
    """Loads."""
    try:
        return pd.read_csv(path)
    except ClientError:
        return None
`;

test("a program that imports what is not there loads, and fails in words where a function needs it", async () => {
  expect(await run(`${LOADS}\ntwice(4)\n`)).toBe("8");
  await expect(run(`${LOADS}\nload("a")\n`)).rejects.toThrow(
    /^No module named 'pandas'\. `pandas` is unavailable: packages cannot be installed\. Give `load` a stand-in/,
  );
  await expect(run(`${LOADS}\nprint(LIMIT)\n`)).rejects.toThrow(/Code outside of functions needs it here/);
  for (const use of [
    "LIMIT + 1",
    "1 + LIMIT",
    "list(LIMIT)",
    "'a' if LIMIT else 'b'",
    'f"{LIMIT}"',
    "LIMIT < 2",
  ])
    await expect(run(`${LOADS}\n${use}\n`)).rejects.toThrow(/`numpy` is unavailable/);
});

test("one that is prepared to do without goes on as before", async () => {
  const guarded = "try:\n    import polars\nexcept ImportError:\n    polars = None\npolars\n";
  expect(await run(`${guarded.replace("\npolars\n", "\n")}\nrepr(polars)\n`)).toBe("'None'");
});

test("a stand-in runs in place of the body, and gives what it is told to", async () => {
  tasks = [standIn("load", { ms: 100, spread: 0.5, gives: { kind: "value", text: "{'rows': [1, 2]}" } })];
  expect(await run(`${LOADS}\nload("a")\n`)).toBe("{'rows': [1, 2]}");
  // The draw of this host is 1: 100 ms and a half more, ten times as fast.
  expect(meters).toEqual([15]);
});

test("what it gives is as large as it says, and has nothing in it", async () => {
  tasks = [standIn("load", { gives: { kind: "list", items: 3, bytes: 1_000 } })];
  const sizes = "import pickle\n[len(pickle.dumps(each)) // 1000 for each in load('a')]\n";
  expect(await run(`${LOADS}\n${sizes}`)).toBe("[1, 1, 1]");
  await expect(run(`${LOADS}\nload("a")[0].columns\n`)).rejects.toThrow(
    /The result of `load` is a stand-in, with no `columns`/,
  );
});

test("a value that is no literal is refused in words", async () => {
  tasks = [standIn("load", { gives: { kind: "value", text: "open('a')" } })];
  await expect(run(`${LOADS}\nload("a")\n`)).rejects.toThrow(/which is no literal of Python/);
});

test("it computes for its time, in coroutines, generators and methods as well", async () => {
  const program = `import torch
import asyncio, time
class Net(torch.nn.Module):
    def fit(self, x): return torch.tensor(x).sum()
async def fetch(): return await torch.load()
def rows():
    yield torch.zeros(1)
began = time.perf_counter()
made = Net().fit(1)
took = (time.perf_counter() - began) * 1000
asyncio.run(fetch()), list(rows()), made, 15 < took < 200
`;
  const value = (text: string): Partial<StandIn> => ({ gives: { kind: "value", text } });
  tasks = [
    standIn("Net.fit", { ms: 300, does: "computes", ...value("7") }),
    standIn("fetch", value("'page'")),
    standIn("rows", value("[1, 2]")),
  ];
  expect(await run(program)).toBe("('page', [1, 2], 7, True)");
});

test("steps of Dagster keep their names, types and dynamic outputs", async () => {
  const program = `import boto3
import pandas as pd
from dagster import DynamicOut, DynamicOutput, In, Out, Output, job, op

s3 = boto3.client("s3")

@op(out=DynamicOut(str))
def files():
    for each in s3.list_objects()["Contents"]:
        yield DynamicOutput(each["Key"], mapping_key=each["Key"])

@op
def read(path: str) -> pd.DataFrame:
    return pd.read_csv(path)

@op(ins={"frames": In(list[pd.DataFrame])}, out={"n": Out(int), "top": Out()})
def total(frames):
    yield Output(len(pd.concat(frames)), "n")
    yield Output(None, output_name="top")

@op
def report(n: int) -> int:
    return n + 1

@job
def frames():
    n, _ = total(files().map(read).collect())
    report(n)
`;
  tasks = [
    standIn("files", { gives: { kind: "value", text: "['a', 'b', 'c']" } }),
    standIn("read", { gives: { kind: "data", bytes: 10 } }),
    standIn("total", { gives: { kind: "value", text: "3" } }),
  ];
  expect(await run(program, "frames")).toMatch(/4/);
  expect(meters).toHaveLength(5);
});

test("tasks of flytekit and Flyte 2 keep their interfaces", async () => {
  tasks = [
    standIn("load", { gives: { kind: "data", bytes: 10 } }),
    standIn("count", { gives: { kind: "value", text: "12" } }),
  ];
  const body = `def load(n: int) -> pd.DataFrame:
    return pd.DataFrame([n])
`;
  const flytekit = `import pandas as pd
from flytekit import task, workflow, map_task
@task
${body}
@task
def count(frames: list[pd.DataFrame]) -> int:
    return len(pd.concat(frames))
@workflow
def wf() -> int:
    return count(frames=map_task(load)(n=[1, 2]))
`;
  expect(await run(flytekit, "wf")).toBe("12");
  const flyte = `import pandas as pd
import flyte
env = flyte.TaskEnvironment(name="a")
@env.task
async ${body}
@env.task
def count(frame: pd.DataFrame) -> int:
    return len(frame)
@env.task
async def main() -> int:
    return await count.aio(await load(1))
`;
  expect(await run(flyte, "main")).toBe("12");
});
