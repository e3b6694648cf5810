"""
I/O managers of the program. They store and load where steps run in one process, as on a laptop. Elsewhere workers have
no storage in common, so Fanout hands values from step to step, and says so.
"""

from ... import _accepted
from ..definitions.resource_definition import Hardcoded, ResourceDefinition


class InputManager:
    """@param context an `InputContext`"""

    def load_input(self, context):
        raise NotImplementedError


class IOManager(InputManager):
    def handle_output(self, context, obj):
        raise NotImplementedError


class InputManagerDefinition(ResourceDefinition):
    """`@input_manager`: its function is the loading itself."""

    def __init__(self, load, *args, **kwargs):
        super().__init__(lambda context: _Loader(load), *args, **kwargs)


class IOManagerDefinition(ResourceDefinition):
    @staticmethod
    def hardcoded_io_manager(value, description=None):
        return Hardcoded(value)


class _Loader(InputManager):
    def __init__(self, load):
        self._load = load

    def load_input(self, context):
        return self._load(context)


def _decorator(kind):
    def decorator(config_schema=None, description=None, required_resource_keys=None, version=None, **_):
        if callable(config_schema) and not isinstance(config_schema, type):
            return kind(config_schema)
        return lambda function: kind(function, config_schema, description, required_resource_keys)

    return decorator


io_manager = _decorator(IOManagerDefinition)
input_manager = _decorator(InputManagerDefinition)


def stores(value):
    """Whether a resource is an I/O manager of the program's own. Dagster's own keep values as they are."""
    return isinstance(value, InputManager)


def note_unused(definitions):
    """@param definitions of a run whose steps have workers of their own"""
    if any(isinstance(each, IOManagerDefinition) or stores(getattr(each, "value", None)) for each in definitions):
        _accepted.note("I/O managers: Fanout hands values from step to step")
