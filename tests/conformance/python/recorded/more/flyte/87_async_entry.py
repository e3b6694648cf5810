# Exercises: runs from async code with flyte.run.aio, tasks that are called as functions, and sync tasks from async ones.
# case: {"main": true}
import asyncio

import flyte
import flyte.errors

env = flyte.TaskEnvironment("entry")


@env.task
def double(x: int) -> int:
    return 2 * x


@env.task
async def add(a: int, b: int = 1) -> int:
    return a + b


@env.task
async def combine(x: int) -> str:
    doubled = await double.aio(x)
    pair = await asyncio.gather(double.aio(1), double.aio(2))
    try:
        double(x)
    except flyte.errors.RuntimeUserError as error:
        return f"{doubled} {pair} {type(error).__name__} {double.forward(4)}"
    return "no error"


async def main():
    print(double(4), await add(1), await add(1, b=5))
    flyte.init()
    run = await flyte.run.aio(combine, x=21)
    outputs = await run.outputs.aio()
    print(outputs[0])
    second = await flyte.run.aio(add, a=2)
    await second.wait.aio()
    print((await second.outputs.aio())[0], second.name)


if __name__ == "__main__":
    asyncio.run(main())
