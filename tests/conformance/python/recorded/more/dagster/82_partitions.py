# Exercises: partitions of jobs and assets: by day, by week, by month, static, in two dimensions, and run config that follows from them.
# case: {"main": true}
from datetime import datetime

from dagster import (
    DagsterInstance,
    DailyPartitionsDefinition,
    Definitions,
    DynamicPartitionsDefinition,
    HourlyPartitionsDefinition,
    MonthlyPartitionsDefinition,
    MultiPartitionKey,
    MultiPartitionsDefinition,
    PartitionKeyRange,
    StaticPartitionsDefinition,
    WeeklyPartitionsDefinition,
    asset,
    daily_partitioned_config,
    define_asset_job,
    job,
    materialize,
    op,
    static_partitioned_config,
)

regions = StaticPartitionsDefinition(["eu", "us", "asia"])
daily = DailyPartitionsDefinition(start_date="2024-01-01", end_date="2024-01-05")
both = MultiPartitionsDefinition({"date": daily, "region": regions})
files = DynamicPartitionsDefinition(name="files")


@asset(partitions_def=regions)
def orders(context):
    return [f"{context.partition_key}-{i}" for i in range(2)]


@asset(partitions_def=regions)
def totals(orders):
    return len(orders)


@asset
def plain(context):
    return context.has_partition_key


@asset(partitions_def=daily)
def events(context):
    window = context.partition_time_window
    return [context.partition_key, window.start.day, window.end.day, str(window.end.tzinfo), context.partition_keys]


@asset(partitions_def=both)
def cells(context):
    key = context.partition_key
    return [str(key), key.keys_by_dimension, context.partition_time_window.start.day]


@asset(partitions_def=files)
def one_file(context):
    return context.partition_key


@op(config_schema={"date": str})
def load(context):
    return context.op_config["date"]


@daily_partitioned_config(start_date=datetime(2024, 1, 1))
def by_day(start, end):
    return {"ops": {"load": {"config": {"date": f"{start:%Y-%m-%d}..{end:%Y-%m-%d}"}}}}


@job(config=by_day)
def daily_job():
    load()


@static_partitioned_config(partition_keys=["x", "y"])
def by_name(key):
    return {"ops": {"load": {"config": {"date": key}}}}


@job(config=by_name)
def named_job():
    load()


@op
def key_of(context):
    return context.partition_key


@job(partitions_def=regions)
def region_job():
    key_of()


@job
def unpartitioned():
    key_of()


defs = Definitions(assets=[orders, totals], jobs=[define_asset_job("all_orders", partitions_def=regions)])


def attempt(name, run):
    try:
        print(name, run())
    except Exception as error:
        print(name, type(error).__name__, str(error).split("\n")[0])


if __name__ == "__main__":
    print(daily.get_partition_keys(), daily.get_first_partition_key(), daily.get_last_partition_key())
    print(HourlyPartitionsDefinition(start_date="2024-01-01-00:00", end_date="2024-01-01-03:00").get_partition_keys())
    print(WeeklyPartitionsDefinition(start_date="2024-01-01", end_date="2024-02-01").get_partition_keys())
    print(WeeklyPartitionsDefinition(start_date="2024-01-01", end_date="2024-02-01", day_offset=3).get_partition_keys())
    print(MonthlyPartitionsDefinition(start_date="2024-01-15", end_date="2024-05-01").get_partition_keys())
    print(MonthlyPartitionsDefinition(start_date="2024-11-01", end_date="2025-03-02", day_offset=3).get_partition_keys())
    print(DailyPartitionsDefinition("2024-01-01", "2024-01-04", hour_offset=6).get_partition_keys())
    print(daily.get_partition_keys_in_range(PartitionKeyRange("2024-01-02", "2024-01-04")))
    print(regions.get_partition_keys_in_range(PartitionKeyRange("us", "asia")), regions)
    print(both.get_partition_keys()[:3], len(both.get_partition_keys()))
    print(MultiPartitionKey({"region": "eu", "date": "2024-01-02"}) == "2024-01-02|eu")
    result = materialize([orders, totals, plain], partition_key="eu")
    print(result.asset_value("totals"), result.asset_value("plain"), result.dagster_run.tags["dagster/partition"])
    print([(event.step_key, event.partition) for event in result.get_asset_materialization_events()])
    print(materialize([events], partition_key="2024-01-02").asset_value("events"))
    print(materialize([cells], partition_key=MultiPartitionKey({"date": "2024-01-02", "region": "us"})).asset_value("cells"))
    print(materialize([cells], partition_key="2024-01-03|asia").asset_value("cells"))
    print(daily_job.execute_in_process(partition_key="2024-01-03").output_for_node("load"))
    print(named_job.execute_in_process(partition_key="y").output_for_node("load"))
    own = {"ops": {"load": {"config": {"date": "mine"}}}}
    print(named_job.execute_in_process(partition_key="y", run_config=own).output_for_node("load"))
    print(region_job.execute_in_process(partition_key="asia").output_for_node("key_of"))
    print(defs.get_job_def("all_orders").execute_in_process(partition_key="us").output_for_node("totals"))
    with DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions("files", ["a", "b"])
        print(instance.get_dynamic_partitions("files"), instance.has_dynamic_partition("files", "c"))
        print(materialize([one_file], partition_key="b", instance=instance).asset_value("one_file"))
        attempt("missing file:", lambda: materialize([one_file], partition_key="z", instance=instance))
    print(by_name("q"), by_name.get_partition_keys(), by_name.get_run_config_for_partition_key("x"))
    attempt("unknown:", lambda: materialize([orders], partition_key="mars"))
    attempt("none:", lambda: materialize([orders]))
    attempt("unknown day:", lambda: materialize([events], partition_key="2025-01-01"))
    attempt("unpartitioned:", lambda: unpartitioned.execute_in_process(partition_key="a"))
    attempt("two kinds:", lambda: materialize([orders, events], partition_key="eu"))
    attempt("twice:", lambda: StaticPartitionsDefinition(["a", "a"]))
    attempt("one dimension:", lambda: MultiPartitionsDefinition({"a": regions}))
    attempt("no date:", lambda: DailyPartitionsDefinition(start_date="2024/01/01").get_partition_keys())
