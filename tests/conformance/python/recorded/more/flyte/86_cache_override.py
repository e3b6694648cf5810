# Exercises: a cached task within one run, ignored inputs, and override.
# case: {"main": true}
import flyte

env = flyte.TaskEnvironment(name="cached", cache="auto")
plain = flyte.TaskEnvironment(name="plain", depends_on=[env])


@env.task
async def slow(x: int) -> int:
    print("computing", x)
    return x * 100


@plain.task(cache=flyte.Cache(behavior="auto", ignored_inputs=("who",), salt="s1"))
async def greet(what: str, who: str) -> str:
    print("greeting", who)
    return f"{what}, {who}"


@plain.task
async def main() -> list[str]:
    first = [await slow(1), await slow(1), await slow(2)]
    again = await slow.override(cache="disable")(1)
    names = [await greet("hello", "ann"), await greet("hello", "bob")]
    return [str(first), str(again), str(names)]


if __name__ == "__main__":
    flyte.init()
    run = flyte.with_runcontext(mode="local").run(main)
    for line in run.outputs()[0]:
        print(line)
    try:
        slow.override(name="x")
    except ValueError as error:
        print(error)
