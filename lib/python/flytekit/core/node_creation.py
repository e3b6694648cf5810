"""Nodes that a program makes by hand."""

from .context_manager import Mode, state
from .promise import VoidPromise


class _Here:
    """Where the workflow runs here: a node that has run."""

    def __init__(self, entity, result):
        names = list(entity.python_interface.outputs)
        values = [] if isinstance(result, VoidPromise) or result is None else result
        values = values if isinstance(values, tuple) else (values,)
        self.outputs = dict(zip(names, values, strict=False))
        for name, value in self.outputs.items():
            setattr(self, name, value)

    def runs_before(self, other):
        """Nodes run in the order in which they are written down."""

    def __rshift__(self, other):
        return other

    def with_overrides(self, **_):
        return self


def create_node(entity, *args, **kwargs):
    if args:
        raise ValueError(
            f"Only keyword args are supported to pass inputs to workflows and tasks. Aborting execution as detected"
            f" {len(args)} positional args {args}"
        )
    result = entity(**kwargs)
    if state().mode is not Mode.COMPILE:
        return _Here(entity, result)
    node = result.ref.node
    names = list(entity.python_interface.outputs)
    values = () if isinstance(result, VoidPromise) else result if isinstance(result, tuple) else (result,)
    node.outputs = dict(zip(names, values, strict=False))
    for name, value in node.outputs.items():
        setattr(node, name, value)
    return node
