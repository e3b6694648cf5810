"""What I/O managers are told of the value that they store or load."""

from ...definitions.asset_key import AssetKey
from ...definitions.metadata import normalize_metadata
from ...errors import DagsterInvariantViolationError


def _given(name):
    return property(lambda self: self._needed(name))


class _Context:
    def __init__(self, given):
        self._given = given
        self._metadata = {}
        self._events = []

    name = _given("name")
    op_def = _given("op_def")
    dagster_type = _given("dagster_type")
    log = _given("log")
    resources = _given("resources")
    step_context = _given("step_context")

    @property
    def config(self):
        return self._given.get("config")

    @property
    def resource_config(self):
        return self._given.get("resource_config")

    @property
    def definition_metadata(self):
        return dict(self._given.get("definition_metadata") or {})

    metadata = definition_metadata

    @property
    def job_name(self):
        return self._run("job_name")

    def _run(self, name):
        run = self._given.get("run")
        if run is not None:
            return getattr(run, name)
        return self._needed(name)

    def _needed(self, name):
        found = self._given.get(name)
        if found is None:
            raise DagsterInvariantViolationError(
                f"Attempting to access {name}, but it was not provided when constructing the {type(self).__name__}"
            )
        return found

    @property
    def has_asset_key(self):
        return self._given.get("asset_key") is not None

    @property
    def asset_key(self):
        if not self.has_asset_key:
            raise DagsterInvariantViolationError(
                f"Attempting to access asset_key, but it was not provided when constructing the {type(self).__name__}"
            )
        return self._given["asset_key"]

    @property
    def has_partition_key(self):
        return self._partition() is not None

    @property
    def partition_key(self):
        if not self.has_partition_key:
            raise DagsterInvariantViolationError(
                "Tried to access partition_key on an output that does not have a partition."
            )
        return self._partition()

    def _partition(self):
        run = self._given.get("run")
        return self._given.get("partition_key") if run is None else run.tags.get("dagster/partition")

    @property
    def has_asset_partitions(self):
        run = self._given.get("run")
        if run is None:
            return self._given.get("asset_partitions_def") is not None or self.has_partition_key
        return self.has_asset_key and self.asset_key in run.partitioned

    @property
    def asset_partition_key(self):
        return self.partition_key

    @property
    def asset_partition_keys(self):
        return [self.partition_key]

    @property
    def asset_partitions_time_window(self):
        return self._run("window")

    def get_asset_identifier(self):
        path = list(self.asset_key.path)
        return [*path, self.partition_key] if self.has_asset_partitions else path

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


class OutputContext(_Context):
    step_key = _given("step_key")

    @property
    def run_id(self):
        return self._run("run_id")

    @property
    def mapping_key(self):
        return self._given.get("mapping_key")

    @property
    def version(self):
        return self._given.get("version")

    @property
    def output_metadata(self):
        return dict(self._given.get("output_metadata") or {})

    def get_identifier(self):
        found = [self.run_id, self.step_key, self.name]
        return [*found, self.mapping_key] if self.mapping_key else found

    get_output_identifier = get_run_scoped_output_identifier = get_identifier

    def log_event(self, event):
        self._events.append(event)

    def get_logged_events(self):
        return list(self._events)

    def add_output_metadata(self, metadata):
        overlapping = sorted(metadata.keys() & self._metadata.keys())
        if overlapping:
            from ...errors import DagsterInvalidMetadata

            raise DagsterInvalidMetadata(
                f"Tried to add metadata for key(s) that already have metadata: {', '.join(overlapping)}"
            )
        self._metadata.update(normalize_metadata(metadata))

    def get_logged_metadata(self):
        return dict(self._metadata)


class InputContext(_Context):
    @property
    def has_input_name(self):
        return self._given.get("name") is not None

    @property
    def upstream_output(self):
        return self._given.get("upstream_output")

    def get_identifier(self):
        if self.upstream_output is None:
            raise DagsterInvariantViolationError(
                "InputContext.upstream_output not defined. Cannot compute an identifier"
            )
        return self.upstream_output.get_identifier()

    def add_input_metadata(self, metadata, description=None):
        self._metadata.update(normalize_metadata(metadata))

    def consume_logged_metadata(self):
        return dict(self._metadata)


def _built(given):
    from ...types.dagster_type import Any
    from .. import engine
    from ..resources import opened
    from .logs import DagsterLogManager

    given = {name: value for name, value in given.items() if value is not None}
    given.setdefault("dagster_type", Any)
    given.setdefault("log", DagsterLogManager(lambda level, text: engine.log(level, text)))
    if "asset_key" in given:
        given["asset_key"] = AssetKey.from_coercible(given["asset_key"])
    if "metadata" in given:
        given["definition_metadata"] = given.pop("metadata")
    given["resources"] = opened(given.get("resources"))
    return given


def build_output_context(
    step_key=None, name=None, metadata=None, run_id=None, mapping_key=None, config=None, dagster_type=None,
    version=None, resource_config=None, resources=None, op_def=None, asset_key=None, partition_key=None,
    definition_metadata=None, output_metadata=None, asset_partitions_def=None,
):  # fmt: skip
    return OutputContext(_built(locals()))


def build_input_context(
    name=None, config=None, metadata=None, upstream_output=None, dagster_type=None, resource_config=None,
    resources=None, op_def=None, step_context=None, asset_key=None, partition_key=None, definition_metadata=None,
    asset_partitions_def=None, instance=None,
):  # fmt: skip
    return InputContext(_built(locals()))
