# Exercises: wrong uses as users make them, each printed with its class and first line.
# case: {"main": true}
import asyncio

import flyte
import flyte.errors

env = flyte.TaskEnvironment("misuse")


@env.task
async def one(x: int) -> int:
    return x


@env.task
def sync_one(x: int) -> int:
    return x


@env.task
async def liar(x: int) -> int:
    return "text"


@env.task
async def no_hint(x):
    return x


@env.task
async def calls_wrong(x: int) -> int:
    return await one("x")


@env.task
async def forgets(x: int) -> int:
    result = one(x)
    return await result


@env.task
async def zero(x: int) -> float:
    return 1 / x


@env.task
async def key(x: int) -> int:
    return {}[x]


@env.task
async def two(x: int) -> tuple[int, str]:
    return x, "two"


@env.task
async def fewer(x: int) -> tuple[int, str]:
    return (x,)


@env.task
async def exits(x: int) -> int:
    raise SystemExit(3)


@env.task
async def times_out(x: int) -> int:
    await asyncio.wait_for(asyncio.sleep(5), timeout=0.01)
    return x


def attempt(name, function):
    try:
        print(name, "->", function())
    except BaseException as error:
        print(name, type(error).__name__, getattr(error, "code", None), "|", str(error).split("\n")[0])


if __name__ == "__main__":
    flyte.init()
    attempt("ok", lambda: flyte.run(one, 1).outputs()[0])
    attempt("positional", lambda: flyte.run(one, 1, 2))
    attempt("keyword", lambda: flyte.run(one, y=1))
    attempt("type", lambda: flyte.run(one, "a"))
    attempt("float", lambda: flyte.run(one, 1.5))
    attempt("bool", lambda: flyte.run(one, True).outputs()[0])
    attempt("liar", lambda: flyte.run(liar, 1))
    attempt("no_hint", lambda: flyte.run(no_hint, 1).outputs())
    attempt("calls_wrong", lambda: flyte.run(calls_wrong, 1))
    attempt("forgets", lambda: flyte.run(forgets, 1).outputs()[0])
    attempt("zero", lambda: flyte.run(zero, 0))
    attempt("key", lambda: flyte.run(key, 4))
    attempt("two", lambda: flyte.run(two, 4).outputs())
    attempt("fewer", lambda: flyte.run(fewer, 4).outputs())
    attempt("times_out", lambda: flyte.run(times_out, 4))
    attempt("not a task", lambda: flyte.run(len, [1]))
    attempt("env twice", lambda: flyte.TaskEnvironment("misuse").name)
    attempt("bad cache", lambda: env.task(cache="sometimes")(one.func).name)
    attempt("bad retries", lambda: env.task(retries="x")(one.func).name)
    attempt("negative retries", lambda: env.task(retries=-1)(one.func).name)
    attempt("direct", lambda: sync_one(3))
    attempt("direct async", lambda: asyncio.run(one(3)))
    attempt("direct keyword", lambda: sync_one(y=3))
    attempt("reuse", lambda: flyte.ReusePolicy(replicas=0).replicas)
    attempt("reuse range", lambda: flyte.ReusePolicy(replicas=(3, 1)).replicas)
    attempt("resources", lambda: flyte.Resources(cpu="many").cpu)
    attempt("memory", lambda: flyte.Resources(memory="10 potatoes").memory)
