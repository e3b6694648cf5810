# Flyte 1. Child runs in a loop. Flyte caches the result of each, so a
# second run starts none.
#   spawn_wf > spawn > n x child > increment
import time

from flytekit import LaunchPlan, dynamic, task, workflow


@task
def increment(num: int, step_ms: int) -> int:
    time.sleep(step_ms / 1000)
    return num + 1


@workflow
def child(num: int, step_ms: int) -> int:
    return increment(num=num, step_ms=step_ms)


child_lp = LaunchPlan.get_or_create(child, name="child_lp")


# Overrides apply only to the calls that they follow.
@dynamic
def spawn(n: int, step_ms: int, version: str) -> list[int]:
    return [
        child_lp(num=num, step_ms=step_ms).with_overrides(
            cache=True, cache_version=version
        )
        for num in range(1, n + 1)
    ]


@workflow
def spawn_wf(n: int, step_ms: int, version: str) -> list[int]:
    return spawn(n=n, step_ms=step_ms, version=version)


def main(
    n=5,  # How many child runs
    step_ms=100,  # How long each takes, in ms
    version="1.0.0",  # On Flyte, change it to ignore cached results
):
    return spawn_wf(n=n, step_ms=step_ms, version=version)


if __name__ == "__main__":
    main()
