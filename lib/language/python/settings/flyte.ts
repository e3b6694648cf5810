import { numberArgument } from "./argument";
import { decoratedIn } from "./decorated";
import { type Finder, found } from "./found";

interface Limit {
  readonly name: string;
  /** Whether it can be added where the call has none. */
  readonly isAdded?: boolean;
  /** It is not about how many items of one map run in parallel. */
  readonly isOther?: boolean;
}

/** Calls with limits on how much runs in parallel. */
const LIMITS: Readonly<Record<string, readonly Limit[]>> = {
  "flytekit.map_task": [{ name: "concurrency", isAdded: true }],
  "flytekit.LaunchPlan.get_or_create": [{ name: "max_parallelism", isOther: true }],
  "flytekit.LaunchPlan.create": [{ name: "max_parallelism", isOther: true }],
  "flyte.map": [{ name: "concurrency", isAdded: true }],
  "flyte.map.aio": [{ name: "concurrency", isAdded: true }],
  "flyte.ReusePolicy": [{ name: "replicas" }, { name: "concurrency", isOther: true }],
};

const RETRIED = /^(?:flytekit\.task|flyte\.TaskEnvironment\(\)\.task)$/;

/** Limits of maps, kept containers and launch plans, and how often tasks are tried again. */
export const flyteSettings: Finder = (subject) => [
  ...subject.calls.flatMap(({ call, callee, name = "" }) => {
    const list = call.child("ArgList");
    const limits = Object.hasOwn(LIMITS, name) ? (LIMITS[name] ?? []) : [];
    if (!list) return [];
    return limits.flatMap((limit) => {
      const added = (value: number) => `${limit.name}=${value}`;
      const wanted = {
        name: limit.name,
        ...(limit.name === "replicas" && { position: 0 }),
        ...(limit.isAdded && { added }),
      };
      const [mapped] = subject.argumentsOf(call).positional;
      const task = limit.isAdded && mapped ? `(${subject.textOf(mapped).slice(0, 40)})` : "";
      const label = `${limit.name} of ${subject.textOf(callee)}${task}`;
      return found(
        limit.isOther ? "limit" : "parallel",
        label,
        numberArgument(list, list.start, wanted, subject),
      );
    });
  }),
  ...decoratedIn(subject).flatMap(({ name, list, end, functionName }) => {
    const added = (value: number) => `retries=${value}`;
    return RETRIED.test(name)
      ? found(
          "retries",
          `retries of ${functionName}`,
          numberArgument(list, end, { name: "retries", added }, subject),
        )
      : [];
  }),
];
