# Exercises: assets with dependencies, config, several outputs, groups, and jobs that select some.
# case: {"job": "everything", "executors": ["in_process"]}
# case: {"job": "some", "executors": ["in_process"]}
# case: {"job": "reports", "executors": ["in_process"]}
# case: {"main": true}
from dagster import (
    AssetExecutionContext,
    AssetIn,
    AssetKey,
    AssetOut,
    AssetSelection,
    Config,
    Definitions,
    MaterializeResult,
    Output,
    asset,
    define_asset_job,
    materialize,
    multi_asset,
)


class Settings(Config):
    rows: int = 3


@asset(group_name="raw", description="Rows")
def raw(config: Settings):
    return list(range(config.rows))


@asset(key_prefix="clean", ins={"rows": AssetIn("raw")})
def table(context: AssetExecutionContext, rows):
    context.log.info(f"{context.asset_key.to_user_string()} from {rows}")
    return Output([n * 2 for n in rows], metadata={"rows": len(rows)})


@multi_asset(outs={"low": AssetOut(), "high": AssetOut()}, ins={"rows": AssetIn(AssetKey(["clean", "table"]))})
def split(rows):
    return rows[:1], rows[1:]


@asset(deps=[raw, "low", "high"], group_name="reports")
def notes() -> MaterializeResult:
    return MaterializeResult(metadata={"text": "ok"})


defs = Definitions(
    assets=[raw, table, split, notes],
    jobs=[
        define_asset_job("all_assets"),
        define_asset_job("two", selection=[AssetKey("raw"), AssetKey(["clean", "table"])]),
        define_asset_job("report_job", selection=AssetSelection.groups("reports").upstream()),
    ],
)
everything = defs.get_job_def("all_assets")
some = defs.get_job_def("two")
reports = defs.get_job_def("report_job")

if __name__ == "__main__":
    result = materialize([raw, table, split, notes])
    print(result.success, result.output_for_node("split", "high"))
    for event in result.get_asset_materialization_events():
        print(event.step_key, event.materialization.asset_key, sorted(set(event.materialization.metadata) - {"path"}))
    print(raw(Settings(rows=2)))
