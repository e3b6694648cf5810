# Exercises: flyte.map in a sync task, with a partial, two lists, a concurrency, and errors that are raised.
# case: {"main": true}
# cluster: the items run in parallel, so the printed lines come in any order.
from functools import partial

import flyte
import flyte.errors

env = flyte.TaskEnvironment(name="mapper")


@env.task
def scale(x: int, factor: int = 2) -> int:
    print("scale", x)
    return x * factor


@env.task
def power(base: int, exponent: int) -> int:
    if exponent < 0:
        raise ValueError(f"negative exponent {exponent}")
    return base**exponent


@env.task
def main() -> list[str]:
    lines = [str(list(flyte.map(scale, [1, 2, 3])))]
    lines.append(str(list(flyte.map(partial(scale, factor=10), [4, 5], concurrency=2, group_name="tens"))))
    lines.append(str(list(flyte.map(power, [2, 3, 4], [3, 2, 1]))))
    mixed = list(flyte.map(power, [2, 2], [1, -1]))
    lines.append(f"{mixed[0]} {type(mixed[1]).__name__} {mixed[1]}")
    try:
        for value in flyte.map(power, [5, 5, 5], [0, -2, 1], return_exceptions=False):
            lines.append(f"got {value}")
    except flyte.errors.RuntimeUserError as error:
        lines.append(f"{error.code}: {error}")
    return lines


if __name__ == "__main__":
    flyte.init()
    for line in flyte.run(main).outputs()[0]:
        print(line)
