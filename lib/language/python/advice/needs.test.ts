import { expect, test } from "vitest";
import { compileWithAdvice } from "../compile-with-advice";

async function needsOf(source: string) {
  const result = await compileWithAdvice(source);
  if (!result.ok) throw new Error(result.errors[0]?.message);
  return (result.program.needs ?? []).map(({ task, line, usedAt, modules, gives }) => ({
    task,
    at: [line, usedAt],
    modules,
    gives,
  }));
}

test("functions given to a pool are tasks, also through what they call", async () => {
  const source = `import numpy as np
from multiprocessing import Pool

rng = np.random.default_rng(1)

def helper(x):
    return rng.normal(x)

def square(x) -> float:
    return helper(x) ** 2

def plain(x):
    return x * 2

if __name__ == "__main__":
    with Pool(4) as pool:
        print(pool.map(square, range(4)), pool.map(plain, range(4)))
`;
  expect(await needsOf(source)).toEqual([
    { task: "square", at: [9, 10], modules: ["numpy"], gives: { kind: "value", text: "1.0" } },
  ]);
});

test("ops, tasks and traced functions are, jobs and workflows are not", async () => {
  const source = `import boto3
import pandas as pd
from dagster import DynamicOut, DynamicOutput, job, op

@op(out=DynamicOut(str))
def files():
    for each in boto3.client("s3").list():
        yield DynamicOutput(each, mapping_key=each)

@op
def read(path: str) -> pd.DataFrame:
    return pd.read_csv(path)

@op
def rows(frame: pd.DataFrame) -> int:
    return frame.shape[0]

@op
def save(frames) -> None:
    pd.concat(frames).to_csv("a")

@job
def frames():
    save(files().map(read).collect())
`;
  expect(await needsOf(source)).toEqual([
    { task: "files", at: [6, 7], modules: ["boto3"], gives: { kind: "value", text: '["a", "b", "c", "d"]' } },
    { task: "read", at: [11, 12], modules: ["pandas"], gives: { kind: "data", bytes: 1_048_576 } },
    { task: "save", at: [19, 20], modules: ["pandas"], gives: { kind: "none" } },
  ]);
});

test("tasks of Flyte that call tasks need no stand-in for those", async () => {
  const source = `import flyte
import torch
from mycompany.data import frames

env = flyte.TaskEnvironment(name="train")

class Net(torch.nn.Module):
    pass

@env.task
async def fit(n: int) -> list[float]:
    return Net().fit(n)

@env.task
async def main(n: int = 3) -> float:
    async def inner():
        import sklearn
        return sklearn.score(await fit(n))
    return await inner()

@env.task
async def count() -> int:
    return len(frames())
`;
  expect(await needsOf(source)).toEqual([
    { task: "fit", at: [11, 12], modules: ["torch"], gives: { kind: "value", text: "[1.0, 2.0, 3.0, 4.0]" } },
    { task: "main", at: [15, 18], modules: ["sklearn"], gives: { kind: "value", text: "1.0" } },
    { task: "count", at: [22, 23], modules: ["mycompany"], gives: { kind: "value", text: "1" } },
  ]);
});

test("a function that no task calls is listed itself, and so is a method", async () => {
  const source = `import requests

class Client:
    def fetch(self, path):
        return requests.get(path)

def main():
    print(requests.get("a"))

main()
`;
  expect(await needsOf(source)).toEqual([
    { task: "Client.fetch", at: [4, 5], modules: ["requests"], gives: { kind: "data", bytes: 1_048_576 } },
    { task: "main", at: [7, 8], modules: ["requests"], gives: { kind: "none" } },
  ]);
});

test("annotations, imports that are prepared to fail and what is there need nothing", async () => {
  const source = `from __future__ import annotations
import json, tkinter
import pandas as pd
from dagster import op
try:
    import numpy as np
except ImportError:
    np = None

@op
def size(frame: pd.DataFrame) -> int:
    kept: pd.DataFrame = frame
    return len(json.dumps(np is None))
`;
  expect(await needsOf(source)).toEqual([]);
});
