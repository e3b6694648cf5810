"""Resources."""

import functools
import inspect

from ..errors import DagsterInvalidDefinitionError
from .registry import Registered


class ResourceDefinition(Registered):
    """@param resource_fn given an init context, or nothing; it may yield"""

    def __init__(
        self,
        resource_fn=None,
        config_schema=None,
        description=None,
        required_resource_keys=None,
        version=None,
        name=None,
    ):
        from ..._config.schema import field_of

        self.resource_fn = resource_fn or (lambda _: None)
        self.config_field = None if config_schema is None else field_of(config_schema)
        self.description = description
        self.required_resource_keys = set(required_resource_keys or ())
        self.name = name or getattr(resource_fn, "__name__", "resource")
        self.configured_with = None
        self.register()
        if resource_fn is not None and hasattr(resource_fn, "__name__"):
            functools.update_wrapper(self, resource_fn)

    @staticmethod
    def hardcoded_resource(value, description=None):
        return Hardcoded(value)

    @staticmethod
    def none_resource(description=None):
        return Hardcoded(None)

    @staticmethod
    def string_resource(description=None):
        return ResourceDefinition(lambda context: context.resource_config, str)

    @staticmethod
    def mock_resource(description=None):
        from unittest import mock

        return ResourceDefinition(lambda _: mock.MagicMock())

    def configured(self, config, config_schema=None, description=None):
        made = ResourceDefinition(self.resource_fn, config_schema, description, self.required_resource_keys)
        made.configured_with = config
        return made

    def __call__(self, *args, **kwargs):
        return self.resource_fn(*args, **kwargs)

    def takes_context(self):
        try:
            return bool(inspect.signature(self.resource_fn).parameters)
        except TypeError, ValueError:
            return True


class Hardcoded:
    """A value as it is."""

    configured_with = None

    config_field = None
    required_resource_keys = frozenset()

    def __init__(self, value):
        self.value = value


def missing_resource(by, key, available, what="resource", kind="ResourceDefinition"):
    """@param by what needs it @returns the error for a resource that nobody provides"""
    return DagsterInvalidDefinitionError(
        f"{what} with key '{key}' required by {by} was not provided. Please provide a {kind} to key '{key}', or change "
        f"the required key to one of the following keys which points to an {kind}: {available}"
    )


def resource(config_schema=None, description=None, required_resource_keys=None, version=None):
    if callable(config_schema) and not isinstance(config_schema, type):
        return ResourceDefinition(config_schema)
    return lambda function: ResourceDefinition(function, config_schema, description, required_resource_keys)


def make_values_resource(**values):
    return ResourceDefinition(lambda context: context.resource_config, values or dict)


class Instance(Hardcoded):
    """A resource that is its own value. Run config can give its fields other values. @param fields their config"""

    def __init__(self, value, fields):
        super().__init__(value)
        self.config_field = fields

    def with_config(self, config):
        return self.value.replaced(config) if config else self.value.resolved()


def wrapped_resources(resources):
    """What a program gives as resources, as definitions."""
    return {name: _wrapped(each) for name, each in (resources or {}).items()}


def _wrapped(given):
    if isinstance(given, (ResourceDefinition, Hardcoded)):
        return given
    is_configurable = any("config_fields" in vars(kind) for kind in type(given).__mro__)
    return Instance(given, given.config_fields()) if is_configurable else Hardcoded(given)
