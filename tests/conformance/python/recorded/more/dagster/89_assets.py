# Exercises: assets materialized by a script: metadata, dependencies by name and by AssetKey, multi_asset with can_subset, graph_asset, config, MaterializeResult, results asked in many ways.
# case: {"main": true}
from typing import Any

import dagster as dg
from dagster import AssetExecutionContext, AssetIn, AssetKey, AssetOut, AssetSpec, Config, MaterializeResult, MetadataValue, Output, asset, materialize, multi_asset


class RawConfig(Config):
    rows: int = 2


@asset(group_name="raw", compute_kind="python", key_prefix=["src"], tags={"layer": "raw"})
def raw(context: AssetExecutionContext, config: RawConfig) -> list[int]:
    context.log.info(f"{context.asset_key.to_user_string()} {context.op.name} {config.rows}")
    context.add_output_metadata({"rows": config.rows, "sample": MetadataValue.json([0])})
    return list(range(config.rows))


@asset(ins={"numbers": AssetIn(key=AssetKey(["src", "raw"]))}, metadata={"owner": "me"}, owners=["a@b.com"])
def doubled(numbers: list[int]) -> Output[list[int]]:
    return Output([n * 2 for n in numbers], metadata={"sum": sum(numbers) * 2})


@multi_asset(specs=[AssetSpec("low", deps=[doubled]), AssetSpec("high", deps=["doubled"])], can_subset=True)
def split(context: AssetExecutionContext):
    for key in sorted(context.selected_asset_keys):
        yield MaterializeResult(asset_key=key, metadata={"n": len(key.to_user_string())})


@multi_asset(outs={"odd": AssetOut(), "even": AssetOut(is_required=False)})
def parity(doubled):
    yield Output([n for n in doubled if n % 2], "odd")
    if any(n % 2 == 0 for n in doubled):
        yield Output([n for n in doubled if n % 2 == 0], "even")


@dg.op
def fetch(values):
    return values + [1]


@dg.op
def reduce(values):
    return sum(values)


@dg.graph_asset
def total(even):
    return reduce(fetch(even))


@asset(deps=[total, split])
def report(context) -> MaterializeResult:
    return MaterializeResult(metadata={"keys": MetadataValue.int(3), "run": len(context.run.run_id) == 36})


@asset
def broken(total: int) -> str:
    raise dg.Failure("no total", metadata={"total": total}, allow_retries=False)


assets: list[Any] = [raw, doubled, split, parity, total, report]

if __name__ == "__main__":
    result = materialize(assets, run_config=dg.RunConfig(ops={"src__raw": RawConfig(rows=3)}))
    print(result.success, result.output_for_node("src__raw"), result.asset_value("doubled"), result.asset_value(["src", "raw"]))
    print([event.asset_key.to_user_string() for event in result.get_asset_materialization_events()])
    for materialization in result.asset_materializations_for_node("split"):
        print(materialization.asset_key.path, {k: v.value for k, v in materialization.metadata.items()})
    print(result.output_for_node("total"), result.output_for_node("parity", "odd"))
    try:
        result.asset_value("missing")
    except Exception as error:
        print(type(error).__name__, str(error)[:60])
    subset = materialize([raw, doubled, parity, split], selection=["src/raw", "doubled", "low"])
    print(sorted(event.asset_key.to_user_string() for event in subset.get_asset_materialization_events()))
    failed = materialize([*assets, broken], raise_on_error=False)
    event = failed.get_step_failure_events()[0]
    print(failed.success, event.step_key, event.event_specific_data.error.cls_name, event.step_failure_data.user_failure_data.metadata)
    print(sorted(failed.get_failed_step_keys()))
    try:
        materialize([*assets, broken])
    except dg.Failure as error:
        print("raised", error.description, error.metadata)
    defs = dg.Definitions(assets=assets, jobs=[dg.define_asset_job("low_job", selection="*low"), dg.define_asset_job("grouped", dg.AssetSelection.groups("raw"))])
    for name in ("low_job", "grouped"):
        run = defs.get_job_def(name).execute_in_process()
        print(name, sorted(e.asset_key.to_user_string() for e in run.get_asset_materialization_events()))
    print(doubled([1, 2]).value)
