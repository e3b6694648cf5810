# Exercises: with_overrides, resources, retries, caching, create_node, and settings that a local run accepts.
# case: {"main": true}
from datetime import timedelta
from typing import List

from flytekit import ImageSpec, Resources, Secret, dynamic, task, workflow
from flytekit.core.node_creation import create_node

image = ImageSpec(name="demo", packages=["pandas"], registry="localhost:30000")


@task(
    retries=2,
    timeout=timedelta(minutes=5),
    container_image=image,
    requests=Resources(cpu="1", mem="500Mi"),
    limits=Resources(cpu="2"),
    secret_requests=[Secret(group="g", key="k")],
)
def square(x: int) -> int:
    print("square", x)
    return x * x


@task(cache=True, cache_version="1.0")
def cached(x: int) -> int:
    print("cached", x)
    return x + 1


@task
def say(x: int):
    print("say", x)


@dynamic
def several(n: int) -> List[int]:
    return [square(x=i).with_overrides(node_name=f"n-{i}", requests=Resources(cpu="1")) for i in range(n)]


@workflow
def wf(n: int) -> List[int]:
    first = create_node(say, x=1)
    second = create_node(square, x=n)
    first >> second
    say(x=second.o0)
    return several(n=n).with_overrides(retries=1)


@workflow
def twice(x: int) -> int:
    return square(x=square(x=x).with_overrides(timeout=timedelta(seconds=30)))


if __name__ == "__main__":
    print(wf(n=3))
    print(twice(x=2))
