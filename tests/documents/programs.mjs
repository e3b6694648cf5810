// The programs of the four documents that Fanout grew out of, and what they must give. Nothing of the documents is here: they are read
// from a folder. A line is added to each program that starts it and prints what it gave.

/** @typedef {{ name: string, file: string, strategies: readonly string[], program: (text: string) => string, prints: readonly RegExp[] }} DocumentProgram */

/** The blocks of Python of a document, with what its site fills in. */
function blocks(text) {
  const filled = text
    .replaceAll("{{< key kit_import >}}", "flytekit as fl")
    .replaceAll("{{< key kit_as >}}", "fl")
    .replaceAll("{{<key map_func>}}", "map_task");
  return [...filled.matchAll(/^```python\n([\s\S]*?)^```/gm)].map(([, code]) => code);
}

/** The block that defines a function. */
function blockWith(text, name) {
  const found = blocks(text).find((code) => code.includes(`def ${name}(`));
  if (found === undefined) throw new Error(`the document has no program with ${name}`);
  return found;
}

const STEPS = `
if __name__ == "__main__":
    _result = defs.get_job_def(JOB).execute_in_process()
    print("steps", sum(event.event_type_value == "STEP_SUCCESS" for event in _result.all_events))
`;
const dagster = (job) => (text) => text + STEPS.replace("JOB", JSON.stringify(job));

/** Lines that the glossary's page lost, each with the lines before it. */
const LOST = [
  ["        for i in range(100000):", '            f.write(f"{i}\\n")'],
  ["        result.append(number**2)  # some computational task", "    output_queue.put(result)"],
  ["    # Generate data file", "    generate_data_file()"],
  ["    for number in numbers:", "        input_queue.put(number)"],
  [
    "    # Signal worker processes to stop when they're done\n    for _ in range(num_workers):",
    '        input_queue.put("STOP")',
  ],
  ["    results = []\n    for _ in range(num_workers):", "        results.extend(output_queue.get())"],
  ['        print(f"Multiprocessing was {time_difference:.2f} times faster")', "    else:"],
];

/** The glossary's program, put together again. @param {string} text */
function glossary(text) {
  const last = 'times slower")';
  let code = text.slice(text.indexOf("import multiprocessing\nimport os"), text.indexOf(last) + last.length);
  for (const [before, lost] of LOST) {
    if (!code.includes(before)) throw new Error(`the glossary's program has no line "${before.trim()}"`);
    code = code.replace(before, () => `${before}\n${lost}`);
  }
  return `${code}\n`;
}

const SEQUENTIAL_AND_POOLED = ["sequential", "dynamic", "pooled"];

/** @type {readonly DocumentProgram[]} */
export const documentPrograms = [
  {
    name: "Dagster: dynamic outputs",
    file: "dynamic_outputs.py",
    strategies: SEQUENTIAL_AND_POOLED,
    program: dagster("dynamic_graph"),
    // One step loads, 26 compute, one merges.
    prints: [/^Finished processing, result is \.\.\. \['A', 'B', .*'Z'\]$/, /^steps 28$/],
  },
  {
    name: "Dagster: parallelism in an op",
    file: "python_parallelism.py",
    strategies: SEQUENTIAL_AND_POOLED,
    program: dagster("python_parallelism"),
    prints: [/^Finished processing, result is \.\.\. \['A', 'B', .*'Z'\]$/, /^steps 2$/],
  },
  {
    name: "Dagster's glossary: multiprocessing",
    file: "dagster-glossary-multiprocessing.txt",
    strategies: ["pooled"],
    program: glossary,
    prints: [
      /^Worker process id: \d+$/,
      /^First 10 results with single process: \[0, 1, 4, 9, 16, 25, 36, 49, 64, 81\]$/,
      /^Multiprocessing was [\d.]+ times slower$/,
    ],
  },
  {
    name: "Flyte: nested dynamic workflows",
    file: "flyte-nested-parallelism.txt",
    strategies: SEQUENTIAL_AND_POOLED,
    program: (text) => `${blockWith(text, "core_wf")}\n\nprint(multi_wf(l=[1, 2, 3, 4, 5, 6], chunk=2))\n`,
    prints: [/^\[4, 5, 6, 7, 8, 9\]$/],
  },
  {
    name: "Flyte: child runs with a cache",
    file: "flyte-nested-parallelism.txt",
    strategies: SEQUENTIAL_AND_POOLED,
    program: (text) =>
      `import flytekit as fl\n\n\n${blockWith(text, "spawn")}\n\n@fl.workflow\ndef start() -> list[int]:\n    return spawn(n=5)\n\n\nprint(start())\n`,
    prints: [/^\[2, 3, 4, 5, 6\]$/],
  },
  {
    name: "Flyte: a map in a dynamic workflow",
    file: "flyte-nested-parallelism.txt",
    strategies: SEQUENTIAL_AND_POOLED,
    program: (text) => `${blockWith(text, "mappable")}\n\nprint(multi_wf(l=[1, 2, 3, 4, 5, 6], chunk=2))\n`,
    prints: [/^\[3, 4, 5, 6, 7, 8\]$/],
  },
];
