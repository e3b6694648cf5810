import { dagsterCommands } from "./dagster";
import { PLATFORMS, type PlatformId } from "./platform";
import type { ProjectOptions } from "./project";
import { requiredParameters, startsItself } from "./start";

/** The README's commands. @param entries that the platform can run */
export function commandsOf(
  platform: PlatformId,
  options: ProjectOptions,
  entries: readonly string[],
): string {
  const { code } = options;
  const name = entries.at(-1) ?? PLATFORMS[platform].entry.toUpperCase();
  const entry = [
    name,
    ...requiredParameters(code, name).map((each) => `--${each} ${each.toUpperCase()}`),
  ].join(" ");
  const here = (command: string): string => (startsItself(code) ? "python main.py" : command);
  switch (platform) {
    case "dagster":
      return dagsterCommands(options, entries);
    case "flytekit":
      return `## Run it here

    ${here(`pyflyte run main.py ${entry}`)}

The local mode runs one task at a time, and makes no retries.

## Run it on many machines

    pyflyte run --remote main.py ${entry}

A pod per task, map tasks in parallel, with retries. It needs a Flyte cluster, and an image that has what the program imports.
`;
    case "flyte":
      return `## Run it here

    ${here(`flyte run --local main.py ${entry}`)}

## Run it on many machines

    flyte run main.py ${entry}

A container per task, or kept ones where its environment has a ReusePolicy. It needs a Flyte 2 cluster.

## Open its record in Fanout

docs/import.md of Fanout has a script that writes the actions of a run to a file. Drop that file on the page. It is not uploaded.
`;
    case "python":
      return `## Run it

    python main.py

One machine: Python's own pools do not reach others.
`;
  }
}
