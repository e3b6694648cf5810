"""A run, as its steps know it. It crosses to workers."""

from dataclasses import dataclass, field
from enum import Enum


class DagsterRunStatus(Enum):
    STARTED = "STARTED"
    SUCCESS = "SUCCESS"
    FAILURE = "FAILURE"


@dataclass
class DagsterRun:
    job_name: str
    run_id: str
    run_config: dict = field(default_factory=dict)
    tags: dict = field(default_factory=dict)
    status: DagsterRunStatus = DagsterRunStatus.STARTED
    # Of its partition, if that stands for one.
    window: tuple | None = None
    # Keys of assets that are divided into partitions.
    partitioned: frozenset = frozenset()

    @property
    def is_success(self):
        return self.status is DagsterRunStatus.SUCCESS

    @property
    def is_failure(self):
        return self.status is DagsterRunStatus.FAILURE

    @property
    def is_finished(self):
        return self.status is not DagsterRunStatus.STARTED
