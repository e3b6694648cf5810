"""The partition that a run is about."""

from typing import NamedTuple

from .. import check


class Partition(NamedTuple):
    tags: dict
    # `TimeWindow`; None where its key stands for no time.
    window: tuple | None
    # Run config that follows from it; None where the job says nothing.
    config: dict | None


def partition_of(job, key, instance=None):
    """@raises DagsterUnknownPartitionError"""
    definition = job.partitions
    if definition is None:
        check.failed("There is no PartitionsDefinition shared by all the provided assets")
    key = definition.known(key, instance)
    config_of = getattr(job.config, "get_run_config_for_partition_key", None)
    tags = {**definition.tags_of(key), "dagster/partition_set": f"{job.name}_partition_set"}
    return Partition(tags, definition.window_of(key), None if config_of is None else config_of(key))
