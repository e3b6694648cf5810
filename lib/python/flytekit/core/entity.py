"""What happens when a task, a workflow or a launch plan is called."""

from _fanout import entries, fork
from _flyte import engine as fanout
from _flyte.settings import log_settings
from _flyte.values import copied

from ..loggers import logger
from .context_manager import Mode, entered, state
from .fit import check_input, check_output, input_failed
from .promise import NodeOutput, Promise, VoidPromise, task_output
from .type_engine import TypeTransformerFailedError, engine


class Entity:
    """What has an interface and can be called. Its kinds say how they run."""

    name = ""
    python_interface = None

    def _arguments(self, args, kwargs):
        """All arguments by name. @raises what flytekit raises"""
        inputs = self.python_interface.inputs
        for name in kwargs:
            if name not in inputs:
                raise AssertionError(f"Received unexpected keyword argument '{name}' in function '{self.name}'")
        if len(args) > len(inputs):
            raise AssertionError(
                f"Received more arguments than expected in function '{self.name}'."
                f" Expected {len(inputs)} but got {len(args)}"
            )
        for value, name in zip(args, inputs, strict=False):
            if name in kwargs:
                raise AssertionError(f"Got multiple values for argument '{name}' in function '{self.name}'")
            kwargs[name] = value
        return kwargs

    def _call(self, args, kwargs):
        kwargs = self._arguments(args, kwargs)
        here = state()
        if here.mode in (Mode.LOCAL_TASK, Mode.TASK):
            logger.error(
                "You are not supposed to nest @task/@workflow because the nested task or workflow will run in the same "
                "container."
            )
        if here.mode is Mode.COMPILE:
            from .compiler import link_node

            return link_node(self, kwargs)
        if here.mode.is_local:
            return self._skipped() if here.is_skipped else self.local_execute(**kwargs)
        return self._native(self._start(here, kwargs))

    def _start(self, here, kwargs):
        """Called from outside of a workflow."""
        if here.mode is Mode.NONE:
            if fork.is_loading():
                # A worker that loads the program runs nothing of it.
                raise fork.StopLoading
            entries.started()
            log_settings("flytekit")
        if here.mode is Mode.TASK or fanout.is_local():
            with entered(self.local_mode, branch=None):
                return self.local_execute(**kwargs)
        return self.cluster_execute(kwargs)

    def _skipped(self):
        interface = self.python_interface
        if not interface.outputs:
            return VoidPromise(self.name) if interface.inputs else None
        return task_output([Promise(name) for name in interface.outputs], interface)

    def _native(self, result):
        """The values of a result, for who is no workflow."""
        outputs = self.python_interface.outputs
        if not outputs:
            if result is None or isinstance(result, VoidPromise):
                return None
            raise ValueError(f"Received an output when workflow local execution expected None. Received: {result}")
        if isinstance(result, Promise):
            check_output(0, result.value, next(iter(outputs.values())))
            return result.value
        values = task_output(list(result), self.python_interface)
        for each in values:
            if not isinstance(each, Promise):
                raise AssertionError(
                    "Workflow outputs can only be promises that are returned by tasks. Found a value of"
                    f"type {type(each)}. Workflows cannot return local variables or constants."
                )
        for i, (each, kind) in enumerate(zip(values, outputs.values(), strict=True)):
            check_output(i, each.value, kind)
        return native_tuple(self.python_interface, [each.value for each in values])

    def promises(self, values):
        """Values that are ready, as promises."""
        interface = self.python_interface
        if not interface.outputs:
            return VoidPromise(self.name)
        made = [
            Promise(name, value, kind=kind)
            for (name, kind), value in zip(interface.outputs.items(), values, strict=True)
        ]
        return task_output(made, interface)

    def node_outputs(self, node):
        interface = self.python_interface
        if not interface.outputs:
            return VoidPromise(self.name, NodeOutput(node, "placeholder"))
        made = [Promise(name, ref=NodeOutput(node, name), kind=kind) for name, kind in interface.outputs.items()]
        return task_output(made, interface)


def native_tuple(interface, values):
    import collections

    name = interface.output_tuple_name or "DefaultNamedTupleOutput"
    return collections.namedtuple(name, list(interface.outputs))(*values)


def convert(values, kinds, are_outputs=False):
    """
    Arguments, with promises that are ready in them, as they cross. @param are_outputs of a workflow: their types are
    looked at where they leave flytekit @raises TypeTransformerFailedError
    """
    converted = {}
    for name, value in values.items():
        if name not in kinds:
            raise ValueError(f"Received unexpected keyword argument {name}")
        try:
            converted[name] = resolved(value, kinds[name], not are_outputs)
        except TypeTransformerFailedError as error:
            error.args = (input_failed(name, error) or f"Failed argument '{name}': {error.args[0]}",)
            raise
    return converted


def resolved(value, kind, is_checked=True):
    """A value of a type, where promises in it are ready."""
    if isinstance(value, Promise):
        return _of_promise(value.value, kind, is_checked)
    if isinstance(value, VoidPromise):
        raise ValueError(
            f"Cannot pass output from task {value.task_name} that produces no outputs to a downstream task"
        )
    if has_promise(value):
        return engine.convert(without_promises(value), kind)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        raise AssertionError(
            "Tuples are not a supported type for individual values in Flyte - got a tuple -"
            f" {value}. If using named tuple in an inner task, please, de-reference the"
            "actual attribute that you want to use. For example, in NamedTuple('OP', x=int) then"
            "return v.x, instead of v, even if this has a single element"
        )
    return engine.convert(value, kind)


def _of_promise(value, kind, is_checked):
    if kind is float and type(value) is int:
        return float(value)
    if is_checked:
        check_input(value, kind)
    return copied(value)


def has_promise(value):
    if isinstance(value, list):
        return any(has_promise(each) for each in value)
    if isinstance(value, dict):
        return any(has_promise(each) for each in value.values())
    return isinstance(value, Promise)


def without_promises(value, value_of=None):
    """@param value_of gives the value of a promise"""
    if isinstance(value, Promise):
        return value.value if value_of is None else value_of(value)
    if isinstance(value, list):
        return [without_promises(each, value_of) for each in value]
    if isinstance(value, dict):
        return {key: without_promises(each, value_of) for key, each in value.items()}
    return value
