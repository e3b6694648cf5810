import { nameOfJob, type Shape, type Step, stepsOf } from "./shape";

/** How a platform, or the standard library, writes one. */
export const SAME_IN = ["dagster", "flytekit", "flyte", "pool", "executor"] as const;
export type SameIn = (typeof SAME_IN)[number];

/** @returns a program of Python with the structure of the run. Its bodies are stubs, with the original as comments */
export const sameIn = (platform: SameIn, shape: Shape, place: Place = "alone"): string =>
  `${WRITERS[platform](shape, stepsOf(shape), place)}\n`;

/** In a project, another file has the settings of Dagster's executor. */
type Place = "alone" | "project";
type Writer = (shape: Shape, steps: readonly Step[], place: Place) => string;

const WRITERS: Readonly<Record<SameIn, Writer>> = {
  dagster: inDagster,
  flytekit: inFlytekit,
  flyte: inFlyte,
  pool: (shape, steps) => inPool(shape, steps, "pool"),
  executor: (shape, steps) => inPool(shape, steps, "executor"),
};

const parameter = ({ isMap, takes }: Step): string =>
  isMap ? "item: int" : { nothing: "", value: "value: int", list: "values: list[int]" }[takes];

/** Comments, however the text breaks its lines. */
const original = ({ source }: Step): string[] =>
  source === ""
    ? []
    : [
        "# The body is a stub. The original:",
        ...source.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).map((line) => `#   ${line}`.trimEnd()),
      ];

const result = ({ isMap, takes, gives }: Step): string => {
  if (isMap) return "item";
  if (gives !== "value") return `list(range(${gives}))`;
  return { nothing: "0", value: "value", list: "len(values)" }[takes];
};

const body = (step: Step, last = [`return ${result(step)}`]): string =>
  [...original(step), ...last].map((line) => `    ${line}`).join("\n");

const outputOf = ({ gives }: Step): string => (gives === "value" ? "int" : "list[int]");
const def = (step: Step): string =>
  `def ${step.own}(${parameter(step)}) -> ${outputOf(step)}:\n${body(step)}`;

/** The run as statements: `a = first()`. @param call of one step @returns lines, and the name of the last value */
function statements(steps: readonly Step[], call: (step: Step, from: string) => string) {
  let from = "";
  const lines = steps.map((step, at) => {
    const line = `r${at + 1} = ${call(step, from)}`;
    from = `r${at + 1}`;
    return line;
  });
  return { lines, last: from };
}

const file = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join("\n\n\n");
const indented = (lines: readonly string[], by = "    "): string => lines.map((line) => by + line).join("\n");

function inDagster(shape: Shape, steps: readonly Step[], place: Place): string {
  const isMapped = steps.some(({ isMap }) => isMap);
  const retries = steps.some((step) => step.retries > 0);
  const ops = steps.map((step) => {
    const options = [
      ...(step.gives === "value" ? [] : ["out=DynamicOut(int)"]),
      ...(step.retries > 0 ? [`retry_policy=RetryPolicy(max_retries=${step.retries})`] : []),
    ];
    const head = options.length > 0 ? `@op(${options.join(", ")})` : "@op";
    if (step.gives === "value") return `${head}\n${def(step)}`;
    const each = [
      `for at, each in enumerate(${result(step)}):`,
      "    yield DynamicOutput(each, mapping_key=str(at))",
    ];
    return `${head}\ndef ${step.own}(${parameter(step)}):\n${body(step, each)}`;
  });
  const run = statements(steps, (step, from) => {
    if (step.isMap) return `${from}.map(${step.own})`;
    const at = steps.indexOf(step);
    return `${step.own}(${steps[at - 1]?.isMap ? `${from}.collect()` : from})`;
  });
  const names = [
    ...(isMapped ? ["DynamicOut", "DynamicOutput"] : []),
    ...(retries ? ["RetryPolicy"] : []),
    "job",
    ...(place === "alone" ? ["multiprocess_executor"] : []),
    "op",
  ];
  const limit = `{"execution": {"config": {"max_concurrent": ${shape.workers}}}}`;
  const head = place === "alone" ? `@job(executor_def=multiprocess_executor, config=${limit})` : "@job";
  return file(
    `# A process per step, ${shape.workers} at a time${place === "alone" ? "" : ": multiprocess.yaml has the limit"}.\nfrom dagster import ${names.join(", ")}`,
    ...ops,
    `${head}\ndef ${nameOfJob(shape, steps)}():\n${indented(run.lines)}`,
  );
}

const retriesOf = ({ retries }: Step): string => (retries > 0 ? `(retries=${retries})` : "");
const lastType = (steps: readonly Step[]): string =>
  steps.at(-1)?.isMap ? "list[int]" : outputOf(steps.at(-1) as Step);
const argumentName = ({ takes }: Step): string => (takes === "list" ? "values" : "value");

function inFlytekit(shape: Shape, steps: readonly Step[]): string {
  const isMapped = steps.some(({ isMap }) => isMap);
  const run = statements(steps, (step, from) => {
    if (step.isMap) return `map_task(${step.own}, concurrency=${shape.workers})(item=${from})`;
    return `${step.own}(${from === "" ? "" : `${argumentName(step)}=${from}`})`;
  });
  return file(
    `# A pod per task; at most ${shape.workers} items of a map at a time.\nfrom flytekit import ${isMapped ? "map_task, " : ""}task, workflow`,
    ...steps.map((step) => `@task${retriesOf(step)}\n${def(step)}`),
    `@workflow\ndef ${nameOfJob(shape, steps)}() -> ${lastType(steps)}:\n${indented([...run.lines, `return ${run.last}`])}`,
  );
}

function inFlyte(shape: Shape, steps: readonly Step[]): string {
  const run = statements(steps, (step, from) =>
    step.isMap
      ? `list(flyte.map(${step.own}, ${from}, concurrency=${shape.workers}))`
      : `${step.own}(${from})`,
  );
  const name =
    shape.name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 40) || "pipeline";
  return file(
    [
      `# ${shape.workers} kept containers for the steps, and one task that calls them.`,
      "import flyte",
      "",
      `env = flyte.TaskEnvironment(name="${name}-steps", reusable=flyte.ReusePolicy(replicas=${shape.workers}, concurrency=1))`,
      `driver = flyte.TaskEnvironment(name="${name}", depends_on=[env])`,
    ].join("\n"),
    ...steps.map((step) => `@env.task${retriesOf(step)}\n${def(step)}`),
    `@driver.task\ndef main() -> ${lastType(steps)}:\n${indented([...run.lines, `return ${run.last}`])}`,
  );
}

function inPool(shape: Shape, steps: readonly Step[], kind: "pool" | "executor"): string {
  const chunk = shape.chunk === undefined ? "" : `, chunksize=${shape.chunk}`;
  const mapped = (step: Step): string => (step.retries > 0 ? `${step.own}_with_retries` : step.own);
  const run = statements(steps, (step, from) => {
    if (!step.isMap) return `${mapped(step)}(${from})`;
    const call = `pool.map(${mapped(step)}, ${from}${chunk})`;
    return kind === "pool" ? call : `list(${call})`;
  });
  const [module, make] =
    kind === "pool"
      ? ["from multiprocessing import Pool", `Pool(${shape.workers})`]
      : [
          "from concurrent.futures import ProcessPoolExecutor",
          `ProcessPoolExecutor(max_workers=${shape.workers})`,
        ];
  return file(
    `# ${shape.workers} kept processes on one machine.\n${module}`,
    ...steps.flatMap((step) => [def(step), ...(step.retries > 0 ? [withRetries(step)] : [])]),
    `def main() -> ${lastType(steps)}:\n    with ${make} as pool:\n${indented([...run.lines, `return ${run.last}`], "        ")}`,
    'if __name__ == "__main__":\n    print(main())',
  );
}

/** Pools do not retry. */
const withRetries = (step: Step): string => {
  const given = parameter(step);
  const name = given.split(":")[0] ?? "";
  return [
    `def ${step.own}_with_retries(${given}) -> ${outputOf(step)}:`,
    `    for _ in range(${step.retries}):`,
    "        try:",
    `            return ${step.own}(${name})`,
    "        except Exception:",
    "            pass",
    `    return ${step.own}(${name})`,
  ].join("\n");
};
