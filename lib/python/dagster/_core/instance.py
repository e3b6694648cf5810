"""What a run leaves behind: its log. There is no storage."""

import contextlib
from types import SimpleNamespace


class DagsterInstance:
    _current = None

    def __init__(self):
        self._runs = {}
        self._partitions = {}
        # Values of assets, by key and partition, for later runs with this instance.
        self.assets = {}

    @staticmethod
    def ephemeral(*_, **__):
        return DagsterInstance()

    local_temp = ephemeral

    @classmethod
    def get(cls):
        if cls._current is None:
            cls._current = cls()
        return cls._current

    def keep(self, run, records):
        self._runs[run.run_id] = (run, records)

    def add_dynamic_partitions(self, partitions_def_name, partition_keys):
        known = self._partitions.setdefault(partitions_def_name, {})
        known.update(dict.fromkeys(partition_keys))

    def get_dynamic_partitions(self, partitions_def_name, *_, **__):
        return list(self._partitions.get(partitions_def_name, ()))

    def has_dynamic_partition(self, partitions_def_name, partition_key):
        return partition_key in self._partitions.get(partitions_def_name, ())

    def delete_dynamic_partition(self, partitions_def_name, partition_key):
        self._partitions.get(partitions_def_name, {}).pop(partition_key, None)

    def all_logs(self, run_id, of_type=None):
        return list(self._runs[run_id][1])

    def get_runs(self, *_, **__):
        return [run for run, _ in reversed(self._runs.values())]

    def get_run_by_id(self, run_id):
        return self._runs[run_id][0] if run_id in self._runs else None

    def get_latest_materialization_event(self, asset_key):
        """The line of the newest run that made an asset; None where none did."""
        for _, records in reversed(self._runs.values()):
            for record in reversed(records):
                made = record.asset_materialization
                if made is not None and made.asset_key == asset_key:
                    return record
        return None

    def get_run_stats(self, run_id):
        """Counts of a run's events."""
        kinds = [each.dagster_event.event_type_value for each in self.all_logs(run_id) if each.dagster_event]
        return SimpleNamespace(
            run_id=run_id,
            steps_succeeded=kinds.count("STEP_SUCCESS"),
            steps_failed=kinds.count("STEP_FAILURE"),
            materializations=kinds.count("ASSET_MATERIALIZATION"),
            expectations=kinds.count("STEP_EXPECTATION_RESULT"),
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


@contextlib.contextmanager
def instance_for_test(**_):
    yield DagsterInstance()
