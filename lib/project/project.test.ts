import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { entriesOf, platformOf } from "./platform";
import { type ProjectOptions, projectName, projectOf } from "./project";
import { projectZip } from "./zip";

const DAGSTER = `import dagster as dg
from dagster import DynamicOut, op


@op(out=DynamicOut(str))
def words():
    ...


@dg.job(
    tags={"a": "b"},
)
def letters():
    words()


other = graph.to_job(name="other")
`;
const FLYTE = `import flyte

env = flyte.TaskEnvironment(name="a")


@env.task(retries=3)
async def one(x: int) -> int:
    return x


@env.task
def main(n: int = 3) -> int:
    return n
`;

const filesOf = (code: string, more: Partial<ProjectOptions> = {}) =>
  new Map(
    projectOf({ code, name: "Letters, twice", workers: 4, ...more }).map(({ path, text }) => [path, text]),
  );

describe("a project", () => {
  it.each([
    [DAGSTER, "dagster", ["letters", "other"]],
    [FLYTE, "flyte", ["one", "main"]],
    ["from flytekit import workflow\n\n@workflow\ndef wf() -> int: ...\n", "flytekit", ["wf"]],
    ["from multiprocessing import Pool\nimport dagsterish\n", "python", []],
  ] as const)("knows its platform and what that can run", (code, platform, entries) => {
    expect(platformOf(code)).toBe(platform);
    expect(entriesOf(platform, code)).toEqual(entries);
  });

  it("has the program as it was, pinned packages, and the limit that the settings ask for", () => {
    const files = filesOf(DAGSTER);
    expect(files.get("main.py")).toBe(DAGSTER);
    expect(files.get("pyproject.toml")).toContain(
      'dependencies = ["dagster==1.13.28", "dagster-webserver==1.13.28"]',
    );
    expect(files.get("pyproject.toml")).toContain('name = "letters-twice"');
    expect(files.get("multiprocess.yaml")).toContain("max_concurrent: 4");
    expect(files.get("requirements-celery.txt")).toContain("dagster-celery==");
    expect(files.get("on_kubernetes.py")).toContain('"max_concurrent": 4');
    expect(files.get("README.md")).toContain("-j letters -c multiprocess.yaml");
  });

  it("has no Dask executor for dynamic outputs, whose mapped steps that does not run", () => {
    const dynamic = filesOf(DAGSTER);
    expect([...dynamic.keys()].filter((path) => path.includes("dask"))).toEqual([]);
    expect(dynamic.get("README.md")).toContain("Dask is left out");
    const files = filesOf("from dagster import job, op\n\n@op\ndef a(): ...\n\n@job\ndef one():\n    a()\n");
    expect(files.get("requirements-dask.txt")).toContain("dagster-dask==");
    expect(files.get("on_dask.py")).toContain('"n_workers": 4');
    expect(files.get("README.md")).toContain("-f on_dask.py -j one\n");
  });

  it("gives the multiprocess executor its settings where a job names it", () => {
    const code = `${DAGSTER}\n\nlast = graph.to_job(executor_def=dg.multiprocess_executor)\n`;
    expect(filesOf(code).get("multiprocess.yaml")).toBe("execution:\n  config:\n    max_concurrent: 4\n");
  });

  it("runs all steps in one process where that is chosen and the program leaves the choice", () => {
    const files = filesOf(DAGSTER, { executor: "in_process" });
    expect(files.get("in_process.yaml")).toBe("execution:\n  config:\n    in_process: {}\n");
    expect(files.get("README.md")).toContain("-j letters -c in_process.yaml");
    expect(files.has("multiprocess.yaml")).toBe(false);
  });

  it.each(["dg.in_process_executor", 'dg.multiprocess_executor.configured({"max_concurrent": 2})'])(
    "gives no settings to an executor that has its own: %s",
    (executor) => {
      const files = filesOf(`${DAGSTER}\n\nlast = graph.to_job(executor_def=${executor})\n`, {
        executor: "in_process",
      });
      expect([...files.keys()].filter((path) => path.endsWith(".yaml"))).toEqual([]);
      expect(files.get("README.md")).toContain("-f main.py -j letters\n");
    },
  );

  it("has commands that run: the script where it starts itself, else with the inputs that an entry needs", () => {
    const code =
      "from flytekit import workflow\n\n@workflow\ndef wf(count: int, names: list[str],  # both, in order\n       wait_ms: int = 3) -> int: ...\n";
    const readme = filesOf(code).get("README.md");
    expect(readme).toContain("\n    pyflyte run main.py wf --count COUNT --names NAMES\n");
    const guarded = filesOf(`${code}\nif __name__ == "__main__":\n    print(wf(count=1, names=[]))\n`);
    expect(guarded.get("README.md")).toContain("\n    python main.py\n");
    expect(guarded.get("README.md")).toContain(
      "pyflyte run --remote main.py wf --count COUNT --names NAMES\n",
    );
    expect(filesOf(FLYTE).get("README.md")).toContain("\n    flyte run --local main.py main\n");
  });

  it("says in its README which settings were changed", () => {
    const readme = filesOf(FLYTE, { changes: ["retries of one: 5, was 3"] }).get("README.md");
    expect(readme).toContain("with these settings changed:\n\n- retries of one: 5, was 3\n");
    expect(filesOf(FLYTE).get("README.md")).toContain("is the program as it was there, for Flyte 2.12.1.");
  });

  it("runs a program of the standard library without packages", () => {
    const files = filesOf("from multiprocessing import Pool\n");
    expect([...files.keys()]).toEqual(["README.md", "pyproject.toml", "main.py"]);
    expect(files.get("pyproject.toml")).toContain("dependencies = []");
  });

  it("has a name that PyPI allows, whatever the program is called", () => {
    for (const name of ["", "../../etc/passwd", "Ünïcode", "a".repeat(500), '"; rm -rf /'])
      expect(projectName(name)).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  });

  it("is one archive with a folder", async () => {
    const { name, content } = projectZip({ code: FLYTE, name: "Reports", workers: 2 });
    expect(name).toBe("reports.zip");
    const files = unzipSync(new Uint8Array(await content.arrayBuffer()));
    expect(Object.keys(files)).toContain("reports/main.py");
    expect(new TextDecoder().decode(files["reports/main.py"])).toBe(FLYTE);
  });
});
