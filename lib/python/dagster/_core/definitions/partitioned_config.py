"""Run config that follows from the partition of a run."""

import functools
from typing import Any

from .. import check
from .partitions import (
    DailyPartitionsDefinition,
    DynamicPartitionsDefinition,
    HourlyPartitionsDefinition,
    MonthlyPartitionsDefinition,
    PartitionsDefinition,
    StaticPartitionsDefinition,
    WeeklyPartitionsDefinition,
)


class PartitionedConfig:
    """@param run_config_for_partition_key_fn run config of a key"""

    def __init__(
        self,
        partitions_def,
        run_config_for_partition_fn=None,
        decorated_fn=None,
        tags_for_partition_fn=None,
        run_config_for_partition_key_fn=None,
        tags_for_partition_key_fn=None,
    ):
        self.partitions_def = check.inst(partitions_def, "partitions_def", PartitionsDefinition)
        self._config_of: Any = run_config_for_partition_key_fn or run_config_for_partition_fn
        self._decorated = decorated_fn
        if decorated_fn is not None:
            functools.update_wrapper(self, decorated_fn)

    def __call__(self, *args, **kwargs):
        return (self._decorated or self._config_of)(*args, **kwargs)

    def get_partition_keys(self, current_time=None):
        return self.partitions_def.get_partition_keys(current_time)

    def get_run_config_for_partition_key(self, partition_key):
        return self._config_of(self.partitions_def.known(partition_key))


def _of_keys(partitions):
    return lambda function: PartitionedConfig(partitions, function, function)


def _of_windows(partitions):
    return lambda function: PartitionedConfig(partitions, lambda key: function(*partitions.window_of(key)), function)


def static_partitioned_config(partition_keys, tags_for_partition_fn=None, tags_for_partition_key_fn=None):
    return _of_keys(StaticPartitionsDefinition(partition_keys))


def dynamic_partitioned_config(partition_fn=None, **_):
    return _of_keys(DynamicPartitionsDefinition(partition_fn))


def partitioned_config(partitions_def, **_):
    return _of_keys(partitions_def)


def hourly_partitioned_config(start_date, minute_offset=0, timezone=None, fmt=None, end_offset=0, **_):
    return _of_windows(HourlyPartitionsDefinition(start_date, None, minute_offset, timezone, fmt, end_offset))


def daily_partitioned_config(start_date, minute_offset=0, hour_offset=0, timezone=None, fmt=None, end_offset=0, **_):
    return _of_windows(
        DailyPartitionsDefinition(start_date, None, minute_offset, hour_offset, timezone, fmt, end_offset)
    )


def weekly_partitioned_config(
    start_date, minute_offset=0, hour_offset=0, day_offset=0, timezone=None, fmt=None, end_offset=0, **_
):
    return _of_windows(
        WeeklyPartitionsDefinition(start_date, None, minute_offset, hour_offset, day_offset, timezone, fmt, end_offset)
    )


def monthly_partitioned_config(
    start_date, minute_offset=0, hour_offset=0, day_offset=1, timezone=None, fmt=None, end_offset=0, **_
):
    return _of_windows(
        MonthlyPartitionsDefinition(start_date, None, minute_offset, hour_offset, day_offset, timezone, fmt, end_offset)
    )
