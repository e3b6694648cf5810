# Exercises: sync tasks that call sync tasks, a loop of calls, and several outputs.
# case: {"main": true}
from typing import Tuple

import flyte

env = flyte.TaskEnvironment(name="sync_math")


@env.task
def divide(a: int, b: int) -> Tuple[int, int]:
    return a // b, a % b


@env.task
def digits(n: int) -> list[int]:
    found = []
    while n:
        n, rest = divide(n, 10)
        found.append(rest)
    return found


@env.task
def main(n: int = 4321) -> dict[str, int]:
    """Sums the digits of a number."""
    numbers = digits(n=n)
    print("digits", numbers)
    return {"sum": sum(numbers), "count": len(numbers)}


if __name__ == "__main__":
    flyte.init()
    run = flyte.run(main, n=90210)
    outputs = run.outputs()
    print(outputs[0], outputs.named_outputs)
    print(outputs)
    both = flyte.run(divide, 17, 5).outputs()
    print(both.o0, both.o1, len(both))
