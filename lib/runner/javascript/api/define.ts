import { OPTION_NAMES } from "@/lib/model/option-names";
import { retryRule } from "@/lib/sdk/policy/retry";
import type { Body, Definition } from "../../host/language";
import { checkFunction, checkOptions, definitionOf, nameOf, timeLimit, wholeNumber } from "./registry";
import type { SdkParts } from "./sdk";

const ENVIRONMENT = Symbol("fanout environment");

const textOr = (given: unknown, otherwise: string): string =>
  given === undefined ? otherwise : String(given);
const planName = (given: unknown, otherwise: string): string => textOr(given, otherwise).slice(0, 200);

interface Pool {
  readonly name: string;
  readonly replicas: number;
  readonly concurrency: number;
  readonly cache: boolean;
}

/** `task`, `dynamic`, `workflow`, `launchPlan` and `environment` of one thread: they read options and register definitions. */
export function createDefine({ thread, host, registry }: SdkParts) {
  function defineTask(kind: "task" | "dynamic", fn: unknown, given: unknown, pool: Pool | undefined): Body {
    const place = registry.place();
    const body = checkFunction(fn, kind);
    const options = checkOptions(given, OPTION_NAMES[kind], kind);
    const name = nameOf(body, options.name, place, kind);
    if (typeof options.retries === "object")
      checkOptions(options.retries, OPTION_NAMES.retries, `${kind}: retries`);
    const environment = pool ?? (options.environment as { [ENVIRONMENT]?: Pool } | undefined)?.[ENVIRONMENT];
    if (options.environment !== undefined && !environment)
      throw new TypeError(`${name}: \`environment\` must be a value returned by environment(…)`);
    const definition: Definition = registry.add({
      kind,
      name,
      fn: body,
      retry: retryRule(options.retries, name),
      timeoutMs: timeLimit(options.timeout, `${name}: timeout`),
      cache: options.cache === undefined ? (environment?.cache ?? false) : options.cache === true,
      cacheVersion: textOr(options.cacheVersion, ""),
      version: registry.version(name),
      environment: environment && {
        name: environment.name,
        replicas: environment.replicas,
        concurrency: environment.concurrency,
      },
      finishRunnable: false,
      line: place?.line,
    });
    return registry.callable(definition, (...args: unknown[]) =>
      host.call(thread.current, thread.takeSite(), definition, args),
    );
  }

  function defineWorkflow(definition: Definition): Body {
    return registry.callable(definition, (inputs: unknown) =>
      host.workflow(thread.current, thread.takeSite(), definition, inputs),
    );
  }

  function workflow(fn: unknown, given?: unknown): Body {
    const place = registry.place();
    const body = checkFunction(fn, "workflow");
    const options = checkOptions(given, OPTION_NAMES.workflow, "workflow");
    const name = nameOf(body, options.name, place, "workflow");
    const policy = options.failurePolicy ?? "failFast";
    if (policy !== "failFast" && policy !== "finishRunnable")
      throw new TypeError(`${name}: unknown failurePolicy "${String(policy)}"`);
    return defineWorkflow(
      registry.add({
        kind: "workflow",
        name,
        fn: body,
        cache: false,
        cacheVersion: "",
        version: registry.version(name),
        inputs: options.inputs as Definition["inputs"],
        maxParallelism: wholeNumber(options.maxParallelism, `${name}: maxParallelism`, 1),
        finishRunnable: policy === "finishRunnable",
        line: place?.line,
      }),
    );
  }

  function plan(definition: Definition): Body {
    const call = defineWorkflow(definition);
    return Object.defineProperty(call, "withOverrides", {
      value: (given: unknown) => {
        const options = checkOptions(given, OPTION_NAMES.withOverrides, "withOverrides");
        return plan({
          ...definition,
          name: planName(options.name, definition.name),
          cache: options.cache === undefined ? definition.cache : options.cache === true,
          cacheVersion: textOr(options.cacheVersion, definition.cacheVersion),
          maxParallelism:
            wholeNumber(options.maxParallelism, "withOverrides: maxParallelism", 1) ??
            definition.maxParallelism,
        });
      },
    });
  }

  function launchPlan(target: unknown, given?: unknown): Body {
    const place = registry.place();
    const base = definitionOf(target);
    if (base?.kind !== "workflow") throw new TypeError("`launchPlan` needs a workflow");
    const options = checkOptions(given, OPTION_NAMES.launchPlan, "launchPlan");
    const inputs = { ...(base.inputs ?? {}), ...((options.inputs as Record<string, unknown>) ?? {}) };
    return plan({
      ...base,
      kind: "launchPlan",
      name: planName(options.name, base.name),
      version: base.version || registry.version(base.name),
      inputs: Object.keys(inputs).length > 0 ? inputs : undefined,
      maxParallelism:
        wholeNumber(options.maxParallelism, "launchPlan: maxParallelism", 1) ?? base.maxParallelism,
      line: place?.line,
    });
  }

  function environment(given?: unknown): object {
    const place = registry.place();
    const options = checkOptions(given, OPTION_NAMES.environment, "environment");
    const reuse = checkOptions(options.reuse, OPTION_NAMES.reuse, "environment: reuse");
    const pool: Pool = {
      name:
        options.name === undefined
          ? place?.binding || registry.nextEnvironment()
          : String(options.name).slice(0, 200),
      replicas: wholeNumber(reuse.replicas, "environment: replicas", 1) ?? 2,
      concurrency: wholeNumber(reuse.concurrency, "environment: concurrency", 1) ?? 1,
      cache: options.cache === true,
    };
    return {
      [ENVIRONMENT]: pool,
      environmentName: pool.name,
      task: (fn: unknown, taskOptions?: unknown) => defineTask("task", fn, taskOptions, pool),
    };
  }

  return {
    task: (fn: unknown, options?: unknown) => defineTask("task", fn, options, undefined),
    dynamic: (fn: unknown, options?: unknown) => defineTask("dynamic", fn, options, undefined),
    workflow,
    launchPlan,
    environment,
  };
}
