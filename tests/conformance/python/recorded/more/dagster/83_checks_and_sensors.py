# Exercises: asset checks, and definitions with schedules and sensors beside the job that is run.
# case: {"main": true}
from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    DefaultSensorStatus,
    Definitions,
    MaterializeResult,
    Output,
    RunRequest,
    ScheduleDefinition,
    SkipReason,
    asset,
    asset_check,
    asset_sensor,
    define_asset_job,
    AssetKey,
    job,
    materialize,
    op,
    run_failure_sensor,
    schedule,
    sensor,
)


@asset
def orders():
    return [1, 2, 3]


@asset
def report(orders):
    return sum(orders)


@asset_check(asset=orders)
def not_empty(orders):
    return AssetCheckResult(passed=len(orders) > 0, metadata={"rows": len(orders)})


@asset_check(asset="orders", name="small", description="Has few rows")
def is_small(context, value):
    context.log.info("looks")
    return AssetCheckResult(passed=len(value) < 3, severity=AssetCheckSeverity.WARN)


@asset(check_specs=[AssetCheckSpec("positive", asset="own")])
def own():
    yield Output(3)
    yield AssetCheckResult(passed=False, metadata={"found": 1})


@asset(check_specs=[AssetCheckSpec("fine", asset="returned")])
def returned():
    return MaterializeResult(value=4, check_results=[AssetCheckResult(passed=True)])


@op
def clean():
    return "clean"


@job
def nightly():
    clean()


everything = define_asset_job("everything")
nightly_schedule = ScheduleDefinition(job=nightly, cron_schedule="0 0 * * *")


@schedule(cron_schedule="0 6 * * *", job=nightly)
def morning(context):
    return RunRequest(run_key=None, run_config={})


@sensor(job=nightly, minimum_interval_seconds=30, default_status=DefaultSensorStatus.RUNNING)
def new_files(context):
    if context.cursor:
        yield SkipReason("none")
    yield RunRequest(run_key="a")


@asset_sensor(asset_key=AssetKey("orders"), job=nightly)
def on_orders(context, event):
    yield RunRequest(run_key=context.cursor)


@run_failure_sensor
def on_failure(context):
    print("failed")


defs = Definitions(
    assets=[orders, report, own, returned],
    asset_checks=[not_empty, is_small],
    jobs=[nightly, everything],
    schedules=[nightly_schedule, morning],
    sensors=[new_files, on_orders, on_failure],
)

if __name__ == "__main__":
    print(defs.get_job_def("nightly").execute_in_process().output_for_node("clean"))
    result = defs.get_job_def("everything").execute_in_process()
    print(result.success, result.output_for_node("report"))
    for event in result.all_events:
        if event.event_type_value == "ASSET_CHECK_EVALUATION":
            print(event.step_key, event.message)
        if event.event_type_value == "STEP_SUCCESS":
            print(event.step_key)
    checked = materialize([orders, not_empty])
    print([event.step_key for event in checked.get_step_success_events()] if hasattr(checked, "get_step_success_events") else checked.success)
    print(morning.name, new_files.name, on_orders.name, on_failure.name, nightly_schedule.cron_schedule)
