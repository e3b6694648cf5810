import { commandsOf } from "./commands";
import { dagsterFiles, runsOnDask } from "./dagster";
import { entriesOf, PLATFORMS, type PlatformId, platformOf } from "./platform";

export interface ProjectFile {
  /** In the project's folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Where the steps of a Dagster job run that names no executor: each in a process of its own, or all in one. */
export type DagsterExecutor = "multiprocess" | "in_process";

export interface ProjectOptions {
  /** The program, with the settings that were chosen, or one that was made from a run. */
  readonly code: string;
  /** Of the project, from the program's name. */
  readonly name: string;
  /** How many workers the settings ask for: the limit of what runs in parallel. */
  readonly workers: number;
  /** The program was made from a run: it has its structure, and stubs in place of bodies. */
  readonly isMade?: boolean;
  readonly executor?: DagsterExecutor;
  /** Settings of the program that differ from those in Fanout: "concurrency of map_task(count): 4". */
  readonly changes?: readonly string[];
}

/** The files of a project that runs a Python program on the platform that it is written for. */
export function projectOf(options: ProjectOptions): readonly ProjectFile[] {
  const platform = platformOf(options.code);
  return [
    { path: "README.md", text: readmeOf(platform, options) },
    { path: "pyproject.toml", text: pyprojectOf(platform, projectName(options.name)) },
    { path: "main.py", text: options.code },
    ...(platform === "dagster" ? dagsterFiles(options) : []),
    ...Object.entries(PLATFORMS[platform].executors)
      .filter(([executor]) => executor !== "dask" || runsOnDask(options.code))
      .map(([executor, packages]) => ({
        path: `requirements-${executor}.txt`,
        text: `${packages.join("\n")}\n`,
      })),
  ];
}

/** A name as PyPI allows it: "letters-by-hand". */
export const projectName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60) || "pipeline";

const list = (packages: readonly string[]): string => `[${packages.map((each) => `"${each}"`).join(", ")}]`;

function pyprojectOf(platform: PlatformId, name: string): string {
  return [
    "[project]",
    `name = "${name}"`,
    'version = "0.1.0"',
    'requires-python = ">=3.10"',
    `dependencies = ${list(PLATFORMS[platform].packages)}`,
    "",
    "[build-system]",
    'requires = ["setuptools==80.9.0"]',
    'build-backend = "setuptools.build_meta"',
    "",
    "[tool.setuptools]",
    'py-modules = ["main"]',
    "",
  ].join("\n");
}

const originOf = (platform: PlatformId, { isMade, changes = [] }: ProjectOptions): string => {
  const { name } = PLATFORMS[platform];
  if (isMade)
    return `\`main.py\` has the tasks, maps, limits and retries of a run there, for ${name}. Its bodies are stubs, with the original as comments: put yours in their place.`;
  if (changes.length === 0) return `\`main.py\` is the program as it was there, for ${name}.`;
  return `\`main.py\` is the program as it was there, for ${name}, with these settings changed:\n\n${changes.map((each) => `- ${each}`).join("\n")}`;
};

function readmeOf(platform: PlatformId, options: ProjectOptions): string {
  const { code, name } = options;
  const install =
    "    python -m venv .venv\n    . .venv/bin/activate\n    pip install .\n\nPython 3.10 or newer.";
  return `# ${projectName(name)}

Exported from Fanout. ${originOf(platform, options)}

${install}

${commandsOf(platform, options, entriesOf(platform, code))}`;
}
