"""Jobs."""

from .. import check
from ..errors import DagsterInvalidDefinitionError, DagsterInvariantViolationError
from .decorated import checked_tags
from .graph_definition import GraphDefinition, compose
from .policy import RetryPolicy
from .utils import check_valid_name


class JobDefinition:
    """@param asset_layer assets by the handles of their nodes (`assets.AssetLayer`); None where there are none"""

    def __init__(
        self,
        graph_def,
        name=None,
        description=None,
        resource_defs=None,
        config=None,
        tags=None,
        executor_def=None,
        hooks=None,
        op_retry_policy=None,
        partitions_def=None,
        input_values=None,
        op_selection=None,
        asset_layer=None,
    ):
        from ..execution.executors import multi_or_in_process_executor
        from .resource_definition import wrapped_resources

        self.graph = graph_def
        self.name = check_valid_name(name or graph_def.name)
        self.description = description or graph_def.description
        self.resource_defs = wrapped_resources(resource_defs)
        self.config = config
        self.tags = {**getattr(graph_def, "tags", {}), **checked_tags(tags)}
        self.executor_def = executor_def or multi_or_in_process_executor
        self.has_own_executor = executor_def is not None
        self.hooks = frozenset(hooks or ())
        self.op_retry_policy = check.inst(op_retry_policy, "op_retry_policy", RetryPolicy, optional=True)
        self.partitions_def = partitions_def
        self.input_values = dict(input_values or {})
        self.asset_layer = asset_layer
        if asset_layer is None:
            _check_inputs(graph_def)
        if op_selection:
            raise DagsterInvalidDefinitionError(
                "Fanout's Dagster runs whole jobs: leave out `op_selection`, or make a job of the ops that you select"
            )

    def __call__(self, *_, **__):
        raise DagsterInvariantViolationError(
            f"Attempted to call job '{self.name}' directly. Jobs should be invoked by using an execution API function "
            "(e.g. `job.execute_in_process`)."
        )

    @property
    def partitions(self):
        """What its runs are divided into; None where they are not."""
        return self.partitions_def or getattr(self.config, "partitions_def", None)

    def check_input_values(self):
        """@raises DagsterInvalidDefinitionError for one that the job does not take"""
        known = {each.name for each in self.graph.input_defs}
        for name in sorted(self.input_values):
            if name not in known:
                raise DagsterInvalidDefinitionError(
                    f"Error when constructing JobDefinition '{self.name}': Input value provided for key '{name}', but "
                    "job has no top-level input with that name."
                )

    def describe_target(self):
        return f"job '{self.name}'"

    @property
    def nodes(self):
        return list(self.graph.nodes.values())

    def with_top_level_resources(self, resources, executor_def=None):
        """The job of a `Definitions`: resources of its own come first."""
        made = self._copy()
        made.resource_defs = {**resources, **self.resource_defs}
        if executor_def is not None and not self.has_own_executor:
            made.executor_def = executor_def
        return made

    def with_hooks(self, hook_defs):
        made = self._copy()
        made.hooks = self.hooks | frozenset(hook_defs)
        return made

    def _copy(self):
        made = object.__new__(JobDefinition)
        made.__dict__.update(self.__dict__)
        return made

    def execute_in_process(
        self,
        run_config=None,
        instance=None,
        partition_key=None,
        raise_on_error=True,
        op_selection=None,
        asset_selection=None,
        run_id=None,
        input_values=None,
        tags=None,
        resources=None,
    ):
        from ..execution.run import execute_in_process

        if op_selection or asset_selection:
            raise DagsterInvalidDefinitionError(
                "Fanout's Dagster runs whole jobs: leave out `op_selection` and `asset_selection`"
            )
        return execute_in_process(
            self, run_config, instance, partition_key, raise_on_error, run_id, input_values, tags, resources
        )


def _check_inputs(graph):
    """@raises DagsterInvalidDefinitionError for an input that neither a node nor config can give"""
    for node in graph.nodes.values():
        if node.definition.node_type_str == "graph":
            _check_inputs(node.definition)
            continue
        for name, each in node.definition.input_dict.items():
            is_given = name in node.bindings or each.has_default_value or each.dagster_type.is_nothing
            is_given = is_given or each.manager_key is not None
            if not is_given and each.dagster_type.config is None and each.asset_key is None:
                raise DagsterInvalidDefinitionError(
                    f"Input '{name}' of op '{node.name}' has no way of being resolved. Must provide a resolution to "
                    "this input via another op/graph, or via a direct input value mapped from the top-level graph. To "
                    "learn more, see the docs for unconnected inputs: "
                    "https://legacy-docs.dagster.io/concepts/io-management/unconnected-inputs#unconnected-inputs."
                )


def job(
    compose_fn=None,
    *,
    name=None,
    description=None,
    resource_defs=None,
    config=None,
    tags=None,
    run_tags=None,
    metadata=None,
    logger_defs=None,
    executor_def=None,
    hooks=None,
    op_retry_policy=None,
    partitions_def=None,
    input_values=None,
):
    def decorate(function):
        made = name or function.__name__
        parts = compose("@job", made, function, out={})
        return JobDefinition(
            GraphDefinition(made, **parts),
            made,
            description,
            resource_defs,
            config,
            {**(tags or {}), **(run_tags or {})},
            executor_def,
            hooks,
            op_retry_policy,
            partitions_def,
            input_values,
        )

    return decorate if compose_fn is None else decorate(compose_fn)
