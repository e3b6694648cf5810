"""Config and resources as classes."""

import contextlib
import enum
import os
import typing

from pydantic import BaseModel
from pydantic.fields import MISSING
from pydantic.main import ModelMeta
from pydantic.validate import tags_of

from .._core.definitions.resource_definition import ResourceDefinition
from .._core.errors import DagsterInvalidInvocationError
from .._core.storage.io_manager import IOManager
from . import schema


class EnvVar(str):
    """The name of an environment variable, for a field of config."""

    def __new__(cls, name):
        made = super().__new__(cls, name)
        made.env_var_name = name
        return made

    def get_value(self, default=None):
        return os.environ.get(self.env_var_name, default)

    @classmethod
    def int(cls, name):
        return int(os.environ.get(name, "0"))


class Config(BaseModel):
    model_config: typing.ClassVar[dict] = {"frozen": True, "extra": "ignore"}

    def __init__(self, **data):
        for name, info in type(self).model_fields.items():
            value = data.get(name)
            if info.discriminator and info.is_required():
                data.setdefault(name, None)
            if info.discriminator and isinstance(value, dict) and len(value) == 1:
                [(tag, rest)] = value.items()
                data[name] = {**rest, info.discriminator: tag}
        super().__init__(**data)

    def __setattr__(self, name, value):
        if self.model_config.get("frozen") and not name.startswith("_"):
            raise DagsterInvalidInvocationError(
                f"'{type(self).__name__}' is a Pythonic config class and does not support item assignment, as it "
                "inherits from 'pydantic.BaseModel' with frozen=True."
            )
        super().__setattr__(name, value)

    @classmethod
    def from_run_config(cls, values):
        return cls(**values)

    def as_run_config(self):
        made: dict[str, typing.Any] = {name: _plain(value) for name, value in self.model_dump().items()}
        for name, info in type(self).model_fields.items():
            if info.discriminator and made.get(name) is not None:
                given = made[name]
                made[name] = {given[info.discriminator]: {k: v for k, v in given.items() if k != info.discriminator}}
        return made

    _convert_to_config_dictionary = as_run_config


class PermissiveConfig(Config):
    model_config: typing.ClassVar[dict] = {"extra": "allow"}


def _plain(value):
    if isinstance(value, enum.Enum):
        return value.name
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, (list, tuple)) else value


def schema_of_config_class(kind, default: object = MISSING):
    """@param kind the annotation of a `config` parameter"""
    import inspect

    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if isinstance(default, Config):
            shape = shape_of(kind)
            for name, value in default.as_run_config().items():
                shape.fields[name] = schema.Field(shape.fields[name].type, value)
            return schema.Field(shape)
        return shape_of(kind)
    if default in (MISSING, inspect.Parameter.empty):
        return schema.Field(_type_of(kind))
    return schema.Field(_type_of(kind), default)


def _choice_of(info):
    """The config of a field that says which of several models it is, or has one of some values."""
    if info.discriminator:
        name = info.discriminator
        models = tags_of(info.annotation, name)
        made: schema.ConfigType = schema.Selector({tag: shape_of(model, (name,)) for tag, model in models.items()})
    else:
        values = typing.get_args(info.annotation)
        shown = ", ".join(map(repr, values))
        made = schema.Enum(f"Literal[{shown}]", [schema.EnumValue(each, each) for each in values])
    if info.is_required():
        return schema.Field(made, is_required=True)
    default = info.get_default()
    if isinstance(default, BaseModel):
        given: dict[str, typing.Any] = default.model_dump()
        default = {given.pop(info.discriminator): given}
    return schema.Field(made, default, is_required=False)


def shape_of(kind, without=()):
    fields = {}
    for name, info in kind.model_fields.items():
        if name in without:
            continue
        if info.discriminator or typing.get_origin(info.annotation) is typing.Literal:
            fields[info.alias or name] = _choice_of(info)
            continue
        made = _type_of(info.annotation)
        if info.is_required():
            fields[info.alias or name] = schema.Field(made, is_required=not isinstance(made, schema.Noneable))
        else:
            if not isinstance(made, (schema.Noneable, schema.Shape)):
                made = schema.Noneable(made)
            fields[info.alias or name] = schema.Field(made, _plain_default(info.get_default()), is_required=False)
    return schema.Permissive(fields) if kind.model_config.get("extra") == "allow" else schema.Shape(fields)


def _plain_default(value):
    """As it is after it was checked: a member of an enum, not its name."""
    return value.model_dump() if isinstance(value, BaseModel) else value


def _type_of(annotation):
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _type_of(args[0])
    if annotation in (int, float, bool, str):
        source = {str: schema.StringSource, int: schema.IntSource, bool: schema.BoolSource}.get(annotation)
        return _Plain(annotation, source) if source else schema.Scalar(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return shape_of(annotation)
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return schema.Enum.from_python_enum(annotation)
    if origin in (list, set, tuple):
        return schema.Array(_type_of(args[0]))
    if origin is dict:
        return schema.Map(args[0] if args[0] in schema.SCALARS else _type_of(args[0]), _type_of(args[1]))
    inner = [each for each in args if each is not type(None)]
    if args and len(inner) == 1 and len(args) == 2:
        return schema.Noneable(_type_of(inner[0]))
    return schema.Permissive() if annotation is dict else schema.Array(schema.ANY) if annotation is list else schema.ANY


class _Plain(schema.Scalar):
    """A scalar of a config class: an environment variable can stand in its place."""

    def __init__(self, kind, source):
        super().__init__(kind)
        self._source = source

    def shown(self):
        return self._source.shown()

    def check(self, value, path, errors):
        if isinstance(value, EnvVar):
            return value.get_value()
        if isinstance(value, dict) and set(value) == {"env"}:
            return self._source.check(value, path, errors)
        return super().check(value, path, errors)


class _ResourceMeta(ModelMeta):
    pass


class ConfigurableResource(Config, metaclass=_ResourceMeta):
    """A resource, which is its own value."""

    @classmethod
    def configure_at_launch(cls, **values):
        return ResourceDefinition(lambda context: cls(**{**values, **(context.resource_config or {})}), shape_of(cls))

    def __init__(self, **data):
        # One that is not set is asked for when a run starts.
        given = {k: v.get_value(v) if isinstance(v, EnvVar) else v for k, v in data.items()}
        super().__init__(**given)

    def config_fields(self):
        """What run config can say of it: its own values are the defaults. Resources that it needs stay."""
        fields = {}
        for name, field in shape_of(type(self)).fields.items():
            value = getattr(self, name, None)
            if not isinstance(value, BaseModel) or not isinstance(value, ConfigurableResource):
                default = {"env": value.env_var_name} if isinstance(value, EnvVar) else _plain_default(value)
                fields[name] = schema.Field(field.type, default)
        return schema.Field(schema.Shape(fields))

    def replaced(self, config):
        """A copy with the values of a run's config."""
        own = {name: _resolved(getattr(self, name)) for name in type(self).model_fields}
        return type(self)(**{**own, **config})

    def resolved(self):
        """Itself, or a copy in which environment variables have the values that they have now."""
        return self.replaced({}) if any(_waits(getattr(self, name)) for name in type(self).model_fields) else self

    def setup_for_execution(self, context):
        """For subclasses."""

    def teardown_after_execution(self, context):
        """For subclasses."""

    @contextlib.contextmanager
    def yield_for_execution(self, context):
        self.setup_for_execution(context)
        try:
            yield self
        finally:
            self.teardown_after_execution(context)

    def create_resource(self, context):
        return self


def _waits(value):
    if isinstance(value, ConfigurableResource):
        return any(_waits(getattr(value, name)) for name in type(value).model_fields)
    return isinstance(value, EnvVar)


def _resolved(value):
    if isinstance(value, EnvVar):
        return value.get_value()
    return value.resolved() if isinstance(value, ConfigurableResource) else value


class ConfigurableResourceFactory(ConfigurableResource):
    """`create_resource` makes the value."""


class ResourceDependency:
    """`ResourceDependency[T]`: a field whose value is another resource."""

    def __class_getitem__(cls, kind):
        return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else typing.Any


class ConfigurableIOManager(ConfigurableResource, IOManager):
    pass


class ConfigurableIOManagerFactory(ConfigurableResource):
    """`create_io_manager` makes the I/O manager."""

    def create_io_manager(self, context):
        raise NotImplementedError

    def create_resource(self, context):
        return self.create_io_manager(context)
