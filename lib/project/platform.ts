/** The packages that a program may be written for, the most specific first. "python" is the standard library alone. */
export const PLATFORM_IDS = ["dagster", "flytekit", "flyte", "python"] as const;
export type PlatformId = (typeof PLATFORM_IDS)[number];

interface PlatformFacts {
  readonly name: string;
  /** Exact versions: those that Fanout is held to. */
  readonly packages: readonly string[];
  /** Packages for other executors, each in an environment without the ones above: they pin another version of the platform. */
  readonly executors: Readonly<Record<string, readonly string[]>>;
  /** What the platform calls what it runs. */
  readonly entry: string;
}

export const PLATFORMS: Readonly<Record<PlatformId, PlatformFacts>> = {
  dagster: {
    name: "Dagster 1.13.28",
    packages: ["dagster==1.13.28", "dagster-webserver==1.13.28"],
    executors: {
      kubernetes: ["dagster==1.13.27", "dagster-webserver==1.13.27", "dagster-k8s==0.29.27"],
      celery: ["dagster==1.13.27", "dagster-webserver==1.13.27", "dagster-celery==0.29.27"],
      dask: ["dagster==1.13.27", "dagster-webserver==1.13.27", "dagster-dask==0.29.27"],
    },
    entry: "job",
  },
  flytekit: { name: "flytekit 1.16.31", packages: ["flytekit==1.16.31"], executors: {}, entry: "workflow" },
  flyte: { name: "Flyte 2.12.1", packages: ["flyte==2.12.1"], executors: {}, entry: "task" },
  python: { name: "Python", packages: [], executors: {}, entry: "program" },
};

/** The platform whose package a program imports. */
export function platformOf(code: string): PlatformId {
  const imported = (module: string): boolean =>
    new RegExp(`^[ \\t]*(?:from|import)[ \\t]+${module}(?:[ \\t.,;]|$)`, "m").test(code);
  return PLATFORM_IDS.find((id) => id !== "python" && imported(id)) ?? "python";
}

/** Functions behind a decorator, and variables that hold what one of these methods makes. */
const ENTRIES: Readonly<Record<PlatformId, readonly RegExp[]>> = {
  dagster: [
    /^@(?:\w+\.)?job\b[^\n]*\n(?:[^\n]*\n){0,20}?def (\w+)/gm,
    /^(\w+)\s*=[^\n]*(?:\.to_job|define_asset_job)\(/gm,
  ],
  flytekit: [/^@(?:\w+\.)?workflow\b[^\n]*\n(?:[^\n]*\n){0,20}?def (\w+)/gm],
  flyte: [/^@\w+\.task\b[^\n]*\n(?:[^\n]*\n){0,20}?(?:async )?def (\w+)/gm],
  python: [],
};

/** The names of what the platform can run, in the program's order. */
export function entriesOf(platform: PlatformId, code: string): readonly string[] {
  const found = ENTRIES[platform].flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => ({ at: match.index, name: match[1] ?? "" })),
  );
  return found.toSorted((a, b) => a.at - b.at).map(({ name }) => name);
}
