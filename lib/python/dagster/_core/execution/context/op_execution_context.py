"""The context of an op that runs."""

from ... import check
from ...definitions.metadata import normalize_metadata
from ...definitions.partitions import PartitionKeyRange
from ...definitions.utils import DEFAULT_OUTPUT
from ...errors import DagsterInvalidPropertyError, DagsterInvariantViolationError


class InvokedOp:
    def __init__(self, definition, name):
        self.definition = definition
        self.name = name

    def __getattr__(self, name):
        return getattr(self.definition, name)


class OpExecutionContext:
    """@param execution the step that runs (`plan.step.Execution`)"""

    def __init__(self, execution):
        self._execution = execution

    @property
    def op_execution_context(self):
        return self

    @property
    def log(self):
        return self._execution.log

    @property
    def resources(self):
        return self._execution.resources

    @property
    def run(self):
        return self._execution.run

    dagster_run = run

    @property
    def run_id(self):
        return self.run.run_id

    @property
    def run_config(self):
        return self.run.run_config

    @property
    def run_tags(self):
        return self.run.tags

    @property
    def job_name(self):
        return self.run.job_name

    def has_tag(self, key):
        return key in self.run.tags

    def get_tag(self, key):
        return self.run.tags.get(key)

    @property
    def op(self):
        """The op as the graph has it: with its alias as its name."""
        return InvokedOp(self._execution.op, self.op_handle.rpartition(".")[2])

    @property
    def op_def(self):
        return self._execution.op

    @property
    def op_handle(self):
        return self._execution.request.handle

    node_handle = op_handle

    @property
    def op_config(self):
        return self._execution.request.config

    @property
    def retry_number(self):
        return self._execution.request.attempt

    @property
    def selected_output_names(self):
        return self.op_def.output_dict.keys()

    def describe_op(self):
        return self._execution.label

    def get_mapping_key(self):
        return self._execution.request.mapping_key

    def log_event(self, event):
        self._execution.add_event(event)

    def add_output_metadata(self, metadata, output_name=None, mapping_key=None):
        check.mapping(metadata, "metadata")
        self._execution.add_metadata(normalize_metadata(metadata), output_name, mapping_key)

    def get_output_metadata(self, output_name=DEFAULT_OUTPUT, mapping_key=None):
        return self._execution.metadata.get((output_name, mapping_key))

    @property
    def has_assets_def(self):
        return bool(self._execution.request.assets)

    @property
    def asset_key(self):
        keys = list(self._execution.request.assets.values())
        if not keys:
            raise DagsterInvalidPropertyError(f"Op '{self.op_def.name}' does not have an assets definition.")
        if len(keys) > 1:
            raise DagsterInvariantViolationError(
                "Cannot call `context.asset_key` in a multi_asset with more than one asset. Use "
                "`context.asset_key_for_output` instead."
            )
        return keys[0]

    def asset_key_for_output(self, output_name=DEFAULT_OUTPUT):
        return self._execution.request.assets[output_name]

    @property
    def selected_asset_keys(self):
        return set(self._execution.request.assets.values())

    @property
    def has_partition_key(self):
        return "dagster/partition" in self.run.tags

    has_partition_key_range = False

    @property
    def partition_key(self):
        if not self.has_partition_key:
            raise DagsterInvariantViolationError("Cannot access partition_key for a non-partitioned run")
        return self.run.tags["dagster/partition"]

    @property
    def partition_keys(self):
        return [self.partition_key]

    @property
    def partition_key_range(self):
        return PartitionKeyRange(self.partition_key, self.partition_key)

    @property
    def partition_time_window(self):
        if not self.has_partition_key and self.run.partitioned:
            check.failed("Has a PartitionsDefinition, so should either have a partition key or a partition key range")
        key = self.partition_key
        if self.run.window is None:
            raise DagsterInvariantViolationError(
                f"Tried to access partition_time_window of the partition '{key}', which has no time window."
            )
        return self.run.window

    def asset_partition_key_for_output(self, output_name="result"):
        return self.partition_key

    def asset_partition_keys_for_output(self, output_name="result"):
        return self.partition_keys

    def asset_partitions_time_window_for_output(self, output_name="result"):
        return self.partition_time_window

    def asset_partition_key_for_input(self, input_name):
        return self.partition_key

    def set_data_version(self, asset_key, data_version):
        """Versions of data are kept by an instance, which is not there."""

    @property
    def instance(self):
        from ...instance import DagsterInstance

        return DagsterInstance.get()


class AssetExecutionContext(OpExecutionContext):
    def add_asset_metadata(self, metadata, asset_key=None, partition_key=None):
        self.add_output_metadata(metadata)


class AssetCheckExecutionContext(OpExecutionContext):
    pass
