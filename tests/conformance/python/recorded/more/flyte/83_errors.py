# Exercises: catching a failed task, its code, a chain of tasks that fail, and an error that is not retried.
# case: {"main": true}
import flyte
import flyte.errors

env = flyte.TaskEnvironment(name="failures")


class Missing(KeyError):
    pass


@env.task
async def lookup(name: str) -> int:
    if name == "none":
        raise Missing(name)
    return len(name)


@env.task
async def outer(name: str) -> int:
    return await lookup(name) + 1


@env.task(retries=3)
async def final(x: int) -> int:
    print("attempt", x)
    raise flyte.errors.NonRecoverableError("give up")


@env.task
async def main() -> str:
    parts = []
    try:
        await outer("none")
    except flyte.errors.RuntimeUserError as error:
        parts.append(f"{error.code}|{error.kind}|{error}")
    try:
        await final(1)
    except flyte.errors.RuntimeUserError as error:
        parts.append(f"{type(error).__name__}|{error.code}|{error}")
    parts.append(str(await outer("four")))
    return "\n".join(parts)


if __name__ == "__main__":
    flyte.init()
    print(flyte.run(main).outputs()[0])
    try:
        flyte.run(outer, name="none")
    except flyte.errors.BaseRuntimeError as error:
        print("run:", error.code, error)
