# Exercises: errors of tasks: codes, chains, gather with return_exceptions, retries with a counter, a finally, timeouts, custom exceptions.
# case: {"main": true}
import asyncio

import flyte
import flyte.errors

env = flyte.TaskEnvironment(name="errors")
attempts = {}


class Rejected(Exception):
    pass


@env.task(retries=2)
async def flaky(key: str, until: int) -> str:
    attempts[key] = attempts.get(key, 0) + 1
    if attempts[key] <= until:
        raise ConnectionError(f"{key} attempt {attempts[key]}")
    return f"{key} ok after {attempts[key]}"


@env.task
async def reject(reason: str) -> int:
    raise Rejected(reason)


@env.task
async def middle(reason: str) -> int:
    try:
        return await reject(reason)
    finally:
        print("cleanup", reason)


@env.task
async def main() -> list[str]:
    lines = [await flaky("a", 1)]
    results = await asyncio.gather(flaky("b", 0), flaky("c", 9), reject("no"), return_exceptions=True)
    for result in results:
        lines.append(f"{type(result).__name__} {getattr(result, 'code', '-')} {result}")
    try:
        await middle("deep")
    except flyte.errors.RuntimeUserError as error:
        lines.append(f"caught {error.code} {error} {error.kind}")
    try:
        await reject("plain")
    except Exception as error:
        lines.append(f"{type(error).__mro__[1].__name__} {error.worker}" if False else type(error).__mro__[1].__name__)
    return lines


@env.task
async def outer() -> int:
    return await middle("uncaught")


if __name__ == "__main__":
    flyte.init()
    for line in flyte.run(main).outputs()[0]:
        print(line)
    try:
        flyte.run(outer)
    except flyte.errors.RuntimeUserError as error:
        print("run failed", error.code, error)
    print(attempts)
