# Exercises: hooks, async ops, events that an op logs or yields.
# case: {"job": "hooked", "executors": ["in_process"]}
# case: {"job": "events", "executors": ["in_process"]}
import asyncio

from dagster import (
    AssetMaterialization,
    ExpectationResult,
    HookContext,
    Output,
    failure_hook,
    job,
    op,
    success_hook,
)


@success_hook
def told(context: HookContext):
    context.log.info(f"{context.op.name} is done")


@failure_hook
def sad(context: HookContext):
    context.log.error(f"{context.step_key}: {context.op_exception}")


@op
def good():
    return 1


@op
def bad(n):
    raise ValueError(f"bad {n}")


@job(hooks={told, sad})
def hooked():
    bad(good())


@op
async def waits():
    await asyncio.sleep(0.001)
    return 5


@op
async def streams(context, n: int):
    await asyncio.sleep(0)
    context.log_event(AssetMaterialization("table", metadata={"n": n}))
    yield ExpectationResult(success=n > 1, label="above one")
    yield Output(n * 2, metadata={"double": True})


@op
def yields(n: int):
    yield AssetMaterialization(asset_key=["a", "b"], description="a file")
    yield Output(n)


@job
def events():
    yields(streams(waits()))
