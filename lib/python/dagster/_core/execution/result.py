"""What a run gives."""

from ..definitions.utils import DEFAULT_OUTPUT
from ..errors import CheckError, DagsterError, DagsterInvariantViolationError
from .plan.stored import loaded


class ExecuteInProcessResult:
    """@param values by step key, output and mapping key"""

    def __init__(self, job, run, records, values):
        self.job_def = job
        self.dagster_run = run
        self.run_id = run.run_id
        self.all_events = [each.dagster_event for each in records if each.dagster_event is not None]
        self._values = values

    @property
    def success(self):
        return self.dagster_run.is_success

    def filter_events(self, event_filter):
        return [event for event in self.all_events if event_filter(event)]

    def _of_type(self, kind, events=None):
        return [each for each in (self.all_events if events is None else events) if each.event_type_value == kind]

    @property
    def all_node_events(self):
        return [event for event in self.all_events if event.is_step_event]

    def events_for_node(self, node_name):
        return [
            event
            for event in self.all_node_events
            if event.node_handle == node_name or event.node_handle.startswith(f"{node_name}.")
        ]

    def output_for_node(self, node_str, output_name=DEFAULT_OUTPUT):
        definition = self._definition(node_str)
        if output_name not in definition.output_dict:
            raise DagsterInvariantViolationError(f"{definition.name} has no output named {output_name}.")
        output, handle = definition.resolve_output(output_name, node_str)
        return self._output(handle, output)

    def _definition(self, node_str):
        graph = self.job_def.graph
        for part in node_str.split("."):
            if part not in graph.nodes:
                raise DagsterInvariantViolationError(f"{graph.name} has no op named {part}.")
            graph = graph.nodes[part].definition
        return graph

    def _output(self, handle, output):
        found, mapped = [], {}
        for (key, name, mapping_key), value in self._values.items():
            step, _, rest = key.partition("[")
            if step != handle or name != output:
                continue
            if rest:
                mapped.setdefault(rest.rstrip("]"), value)
            elif mapping_key is not None:
                mapped[mapping_key] = value
            else:
                found.append(value)
        if mapped:
            return {key: loaded(value) for key, value in mapped.items()}
        if found:
            return loaded(found[-1])
        raise DagsterInvariantViolationError(f"No outputs found for output '{output}' from node '{handle}'.")

    def output_value(self, output_name=DEFAULT_OUTPUT):
        graph = self.job_def.graph
        if not graph.output_mappings:
            raise DagsterInvariantViolationError(
                f"Attempted to retrieve top-level outputs for '{graph.name}', which has no outputs."
            )
        if output_name not in graph.output_mappings:
            raise DagsterInvariantViolationError(f"Could not find top-level output '{output_name}' in '{graph.name}'.")
        output, handle = graph.resolve_output(output_name, "")
        return self._output(handle, output)

    def asset_value(self, asset_key):
        from ..definitions.asset_key import AssetKey

        key = AssetKey.from_coercible(asset_key)
        place = self.job_def.asset_layer.place_of(key)
        if place is None:
            raise CheckError(f"Expected non-None value: Could not find AssetLayerData for {key}")
        handle, output = place
        return self._output(handle, output)

    def _any(self, node, kind):
        return any(event.event_type_value == kind for event in self.events_for_node(node))

    def is_node_success(self, node_str):
        return self._any(node_str, "STEP_SUCCESS")

    def is_node_failed(self, node_str):
        return self._any(node_str, "STEP_FAILURE")

    def is_node_skipped(self, node_str):
        return self._any(node_str, "STEP_SKIPPED")

    def is_node_untouched(self, node_str):
        return not self.events_for_node(node_str)

    def retry_attempts_for_node(self, node_str):
        return len(self._of_type("STEP_RESTARTED", self.events_for_node(node_str)))

    def failure_data_for_node(self, node_str):
        failed = self._of_type("STEP_FAILURE", self.events_for_node(node_str))
        return failed[0].event_specific_data if failed else None

    def asset_materializations_for_node(self, node_name):
        events = self._of_type("ASSET_MATERIALIZATION", self.events_for_node(node_name))
        return [event.event_specific_data.materialization for event in events]

    def asset_observations_for_node(self, node_name):
        events = self._of_type("ASSET_OBSERVATION", self.events_for_node(node_name))
        return [event.event_specific_data.asset_observation for event in events]

    def get_asset_materialization_events(self):
        return self._of_type("ASSET_MATERIALIZATION")

    def get_asset_observation_events(self):
        return self._of_type("ASSET_OBSERVATION")

    def get_asset_check_evaluations(self):
        return [each.event_specific_data.asset_check_evaluation for each in self._of_type("ASSET_CHECK_EVALUATION")]

    def get_step_success_events(self):
        return self._of_type("STEP_SUCCESS")

    def get_step_skipped_events(self):
        return self._of_type("STEP_SKIPPED")

    def get_step_failure_events(self):
        return self._of_type("STEP_FAILURE")

    def get_failed_step_keys(self):
        return {event.step_key for event in self.get_step_failure_events()}

    def get_run_failure_event(self):
        return self._only("PIPELINE_FAILURE", "RUN_FAILURE")

    def get_run_success_event(self):
        return self._only("PIPELINE_SUCCESS", "RUN_SUCCESS")

    def _only(self, kind, name):
        found = self._of_type(kind)
        if not found:
            raise DagsterError(f"No event of type DagsterEventType.{name} found.")
        return found[0]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


JobExecutionResult = ExecuteInProcessResult
