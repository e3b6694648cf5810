"""Config types: what a program writes as `config_schema`, checked as Dagster checks it and in its words."""

import enum
import os
import typing
from typing import Any

from .._core.errors import DagsterInvalidConfigDefinitionError

SCALARS = {int: "Int", str: "String", float: "Float", bool: "Bool"}
_EXAMPLES = {"String": "...", "Int": 0, "Float": 0.0, "Bool": True}


class ConfigType:
    """@attr has_fields whether it is a dict with known keys"""

    has_fields = False

    def minimal(self) -> object:
        """A value, for messages."""
        return "<unknown>"

    def shown(self) -> str:
        """As messages name it."""
        return ""

    def default(self) -> object:
        return None

    def check(self, value, path, errors) -> Any:
        """@param path from the root @param errors messages are added to it @returns the value with its defaults"""
        return value


class _Any(ConfigType):
    def minimal(self) -> object:
        return "AnyType"

    def shown(self) -> str:
        return "Any"


class Scalar(ConfigType):
    def __init__(self, kind):
        self.kind = kind
        self.name = SCALARS[kind]

    def minimal(self) -> object:
        return _EXAMPLES[self.name]

    def shown(self) -> str:
        return self.name

    def check(self, value, path, errors) -> Any:
        if value is None:
            return _none(self, path, errors)
        kinds = (int, float) if self.kind is float else self.kind
        if not isinstance(value, kinds) or (isinstance(value, bool) and self.kind is int):
            errors.append(
                f'Invalid scalar {where(path)}. Value "{value}" of type "{type(value)}" is not valid for expected '
                f'type "{self.name}".'
            )
        elif self.kind is float:
            return float(value)
        return value


def _none(kind, path, errors):
    errors.append(f'Value {where(path)} must not be None. Expected "{kind.shown()}"')


def where(path):
    return "at path root" + "".join(path) if path else "at the root"


class Noneable(ConfigType):
    def __init__(self, inner_type):
        self.inner = resolve(inner_type)

    def shown(self) -> str:
        return f"{self.inner.shown()}?"

    def check(self, value, path, errors) -> Any:
        return None if value is None else self.inner.check(value, path, errors)


class Array(ConfigType):
    def __init__(self, inner_type):
        self.inner = resolve(inner_type)

    def minimal(self) -> object:
        return []

    def shown(self) -> str:
        return f"[{self.inner.shown()}]"

    def check(self, value, path, errors) -> Any:
        if not isinstance(value, list):
            errors.append(f'Value {where(path)} must be list. Expected: "{self.shown()}"')
            return value
        return [self.inner.check(each, (*path, f"[{i}]"), errors) for i, each in enumerate(value)]


class Map(ConfigType):
    def __init__(self, key_type, inner_type, key_label_name=None):
        self.key = resolve(key_type)
        self.inner = resolve(inner_type)

    def minimal(self) -> object:
        return {}

    def shown(self) -> str:
        return f"{{ [{self.key.shown()}]: {self.inner.shown()} }}"

    def check(self, value, path, errors) -> Any:
        if not isinstance(value, dict):
            errors.append(f'Value {where(path)} must be dict. Expected: "{self.shown()}"')
            return value
        for key in value:
            self.key.check(key, (*path, f":{key!r}:key"), errors)
        return {k: self.inner.check(each, (*path, f":{k!r}:value"), errors) for k, each in value.items()}


class EnumValue:
    def __init__(self, config_value, python_value=None, description=None):
        self.config_value = config_value
        self.python_value = config_value if python_value is None else python_value


class Enum(ConfigType):
    def __init__(self, name, enum_values):
        self.name = name
        self.values = {each.config_value: each.python_value for each in enum_values}

    @staticmethod
    def from_python_enum(kind, name=None):
        return Enum(name or kind.__name__, [EnumValue(each.name, each) for each in kind])

    def minimal(self) -> object:
        return next(iter(self.values), "<unknown>")

    def shown(self) -> str:
        return self.name

    def check(self, value, path, errors) -> Any:
        if not isinstance(value, str):
            errors.append(f"Value {where(path)} for enum type {self.name} must be a string")
        elif value not in self.values:
            errors.append(f"Value {where(path)} not in enum type {self.name} got {value}")
        else:
            return self.values[value]
        return value


class ScalarUnion(ConfigType):
    """A scalar, or a dict in its place."""

    def __init__(self, scalar_type, non_scalar_schema):
        self.scalar = resolve(scalar_type)
        self.other = resolve(non_scalar_schema)

    def minimal(self) -> object:
        return self.scalar.minimal()

    def shown(self) -> str:
        return f"({self.scalar.shown()} | {self.other.shown()})"

    def check(self, value, path, errors) -> Any:
        if value is None:
            return _none(self, path, errors)
        kind = self.other if isinstance(value, (dict, list)) else self.scalar
        return kind.check(value, path, errors)


class Shape(ConfigType):
    has_fields = True
    is_strict = True

    def __init__(self, fields, **_):
        self.fields = {name: field_of(each) for name, each in fields.items()}

    def minimal(self) -> object:
        return {name: each.type.minimal() for name, each in sorted(self.fields.items()) if each.is_required}

    def shown(self) -> str:
        parts = " ".join(
            f"{name}{'' if each.is_required else '?'}: {each.type.shown()}"
            for name, each in sorted(self.fields.items())
        )
        return f"{{ {parts} }}"

    def default(self) -> object:
        return {name: each.default_value for name, each in self.fields.items() if each.has_default}

    def check(self, value, path, errors) -> Any:
        if value is None:
            return _none(self, path, errors)
        if not isinstance(value, dict):
            errors.append(f'Value {where(path)} must be dict. Expected: "{self.shown()}".')
            return value
        extra = sorted(set(value) - set(self.fields)) if self.is_strict else []
        if len(extra) == 1:
            errors.append(f'Received unexpected config entry "{extra[0]}" {where(path)}. Expected: "{self.shown()}".')
        elif extra:
            errors.append(
                f'Received unexpected config entries "{extra}" {where(path)}. Expected: "{sorted(self.fields)}."'
            )
        missing = [name for name, each in self.fields.items() if each.is_required and name not in value]
        if len(missing) == 1:
            example = {missing[0]: self.fields[missing[0]].type.minimal()}
            errors.append(
                f'Missing required config entry "{missing[0]}" {where(path)}. You must provide this value in your '
                f"run config. Example config for the missing entry: {example}"
            )
        elif missing:
            missing = sorted(missing)
            example = {name: self.fields[name].type.minimal() for name in missing}
            errors.append(
                f"Missing required config entries {missing} {where(path)}. You must provide these values in your run "
                f"config. Example config for the missing entries: {example}"
            )
        found = dict(value)
        for name, each in sorted(self.fields.items()):
            if name in value:
                found[name] = each.type.check(value[name], (*path, f":{name}"), errors)
            elif each.has_default:
                found[name] = each.default(path, name, errors)
        return found


class Permissive(Shape):
    is_strict = False

    def __init__(self, fields=None, **_):
        super().__init__(fields or {})


class Selector(Shape):
    """A dict with one of its keys."""

    def minimal(self) -> object:
        return "<selector>"

    def check(self, value, path, errors) -> Any:
        names = sorted(self.fields)
        if not isinstance(value, dict):
            errors.append(f"Value for selector type {where(path)} must be a dict")
        elif not value and len(names) > 1:
            errors.append(
                f"Must specify a field {where(path)} if more than one field is defined. Defined fields: {names}"
            )
        elif len(value) > 1:
            errors.append(
                f"You can only specify a single field {where(path)}. You specified {sorted(value)}. The available "
                f"fields are {names}"
            )
        elif value:
            [(name, inner)] = value.items()
            if name not in self.fields:
                errors.append(f'Received unexpected config entry "{name}" {where(path)}. Expected: "{self.shown()}".')
            else:
                kind = self.fields[name].type
                inner = {} if inner is None and kind.has_fields else inner
                return {name: kind.check(inner, (*path, f":{name}"), errors)}
        return value


_NONE = object()


class Field:
    """@param config a config type, or what stands for one"""

    def __init__(self, config, default_value=_NONE, is_required=None, description=None):
        self.type = resolve(config)
        self.description = description
        self.has_default = default_value is not _NONE
        self.default_value = default_value if self.has_default else None
        self.is_implied = False
        if is_required is None:
            # A dict none of whose keys is required is not required either, and None stands for what may be None.
            implied = isinstance(self.type, Shape) and not any(each.is_required for each in self.type.fields.values())
            implied = implied and not isinstance(self.type, Selector)
            if not self.has_default and implied:
                self.has_default, self.default_value, self.is_implied = True, self.type.default(), True
            if not self.has_default and isinstance(self.type, Noneable):
                self.has_default, self.default_value = True, None
            is_required = not self.has_default
        self.is_required = is_required

    def default(self, path, name, errors):
        """Its default, in which an environment variable may be asked for."""
        is_asked = isinstance(self.default_value, dict) and set(self.default_value) == {"env"}
        if not is_asked and not self.is_implied:
            return self.default_value
        return self.type.check(self.default_value if is_asked else {}, (*path, f":{name}"), errors)


def field_of(given):
    return given if isinstance(given, Field) else Field(given)


ANY = _Any()


def resolve(given):
    """@raises DagsterInvalidConfigDefinitionError for what is no config type"""
    from .._core.types import dagster_type

    if isinstance(given, ConfigType):
        return given
    if isinstance(given, Field):
        return given.type
    if given in (None, "any", typing.Any) or given is dagster_type.Any:
        return ANY
    if given == "dict":
        return Permissive()
    if isinstance(given, dict):
        if len(given) == 1 and not isinstance(next(iter(given)), str):
            [(key, value)] = given.items()
            return Map(key, value)
        return Shape(given)
    if isinstance(given, list) and len(given) == 1:
        return Array(given[0])
    if given is list:
        return Array(ANY)
    if given is dict:
        return Permissive()
    if given in SCALARS:
        return Scalar(given)
    if isinstance(given, dagster_type.DagsterType) and given.config is not None:
        return resolve(given.config)
    if isinstance(given, type) and issubclass(given, enum.Enum):
        return Enum.from_python_enum(given)
    if typing.get_origin(given) is list:
        return Array(typing.get_args(given)[0])
    raise DagsterInvalidConfigDefinitionError(
        f"Error defining config. Original value passed: {given!r}. This value cannot be resolved. Value must be a "
        "config type: Python's int, float, bool, str, list, a dict of them, or one of Dagster's"
    )


def input_type(inner):
    """How an input can be given in run config: the value, or `{"value": …}` and files, which are not there."""
    if isinstance(inner, Scalar):
        return ScalarUnion(inner, Selector({"value": inner}))
    if inner is ANY:
        return Selector({"value": ANY, "json": Shape({"path": str}), "pickle": Shape({"path": str})})
    return inner


class Source(ScalarUnion):
    """A scalar, or `{"env": …}`: what an environment variable holds when the run starts."""

    def __init__(self, kind):
        super().__init__(kind, Selector({"env": str}))
        self.kind = kind

    def check(self, value, path, errors) -> Any:
        found = super().check(value, path, errors)
        return self._held(value, path, errors) if isinstance(value, dict) and set(value) == {"env"} else found

    def _held(self, value, path, errors):
        name = value["env"]
        text = os.environ.get(name)
        why = None
        if text is None:
            why = (
                f'You have attempted to fetch the environment variable "{name}" which is not set. In order for this '
                "execution to succeed it must be set in this environment."
            )
        elif self.kind is str:
            return text
        elif self.kind is int:
            try:
                return int(text)
            except ValueError:
                why = f'Value "{text}" stored in env variable "{name}" cannot be coerced into an int.'
        elif text.lower() in ("true", "1", "false", "0"):
            return text.lower() in ("true", "1")
        else:
            why = f'Value "{text}" stored in env variable "{name}" cannot be coerced into a bool.'
        errors.append(
            f"Post processing {where(path)} of original value {value} failed:\n"
            f"dagster._config.errors.PostProcessingError: {why}\n\nStack Trace:\n  (in the run's config)\n"
        )
        return value


StringSource = Source(str)
IntSource = Source(int)
BoolSource = Source(bool)
