"""Models."""

import copy
import json
import sys
import typing
from typing import Any

from pydantic_core import ValidationError

from .fields import MISSING, FieldInfo, PrivateAttr
from .validate import Wrong, check_bounds, tagged, validated, wrong


def ConfigDict(**settings):
    return settings


def _marked(kind, names, mode):
    def decorate(function):
        target: Any = function.__func__ if isinstance(function, (classmethod, staticmethod)) else function
        target.__pydantic_check__ = (kind, names, mode)
        return function

    return decorate


def field_validator(*fields, mode="after", **_):
    return _marked("field", fields, mode)


def validator(*fields, pre=False, **_):
    return _marked("field", fields, "before" if pre else "after")


def model_validator(*, mode):
    return _marked("model", (), mode)


class ModelMeta(type):
    def __new__(mcs, name, bases, namespace, **settings):
        made = super().__new__(mcs, name, bases, namespace)
        made.model_config = {
            **{k: v for base in reversed(bases) for k, v in getattr(base, "model_config", {}).items()},
            **namespace.get("model_config", {}),
            **settings,
        }
        fields, private, checks = {}, {}, []
        for base in reversed(bases):
            fields.update(getattr(base, "model_fields", {}))
            private.update(getattr(base, "__private__", {}))
            checks.extend(getattr(base, "__checks__", []))
        hints = _hints(made)
        for field in vars(made).get("__annotations__", None) or getattr(made, "__annotations__", {}) or {}:
            default = namespace.get(field, MISSING)
            annotation = hints.get(field, typing.Any)
            if typing.get_origin(annotation) is typing.ClassVar:
                continue
            if field.startswith("_"):
                private[field] = default if isinstance(default, PrivateAttr) else PrivateAttr(default)
                continue
            info = copy.copy(default) if isinstance(default, FieldInfo) else FieldInfo(default)
            for each in typing.get_args(annotation)[1:] if typing.get_origin(annotation) is typing.Annotated else ():
                if isinstance(each, FieldInfo) and info.default is MISSING:
                    info.default, info.default_factory = each.default, each.default_factory
                    info.description = info.description or each.description
            info.annotation = annotation
            fields[field] = info
            if field in vars(made):
                delattr(made, field)
        for key, value in namespace.items():
            if isinstance(value, PrivateAttr):
                private[key] = value
            target = getattr(value, "__func__", value)
            if hasattr(target, "__pydantic_check__"):
                checks.append((*target.__pydantic_check__, key))
        made.model_fields, made.__private__, made.__checks__ = fields, private, checks
        return made


def _hints(kind):
    try:
        return typing.get_type_hints(kind, vars(sys.modules.get(kind.__module__, object())), include_extras=True)
    except Exception:
        return dict(getattr(kind, "__annotations__", {}))


class BaseModel(metaclass=ModelMeta):
    model_fields: typing.ClassVar[dict] = {}
    model_config: typing.ClassVar[dict] = {}

    def __init__(self, **data):
        try:
            self._fill(data)
        except Wrong as error:
            raise ValidationError(type(self).__name__, error.errors) from None
        self.model_post_init(None)

    @classmethod
    def _made(cls, data):
        """As part of another model. @raises Wrong"""
        made = cls.__new__(cls)
        made._fill(data)
        made.model_post_init(None)
        return made

    def _fill(self, data):
        kind = type(self)
        for check, _, mode, name in kind.__checks__:
            if check == "model" and mode == "before":
                data = getattr(kind, name)(data)
        values, errors, rest = {}, [], dict(data)
        for name, field in kind.model_fields.items():
            try:
                values[name] = self._value(name, field, rest, data)
            except Wrong as error:
                errors.extend({**each, "loc": (name, *each["loc"])} for each in error.errors)
        extra = self.model_config.get("extra")
        for name, value in rest.items():
            if extra == "forbid":
                errors.append(
                    {"type": "extra_forbidden", "loc": (name,), "msg": "Extra inputs are not permitted", "input": value}
                )
            elif extra == "allow":
                values[name] = value
        if errors:
            raise Wrong(errors)
        self.__dict__.update(values)
        for name, attribute in kind.__private__.items():
            if (value := attribute.make()) is not MISSING:
                vars(self)[name] = value
        for check, _, mode, name in kind.__checks__:
            if check == "model" and mode != "before":
                _checked(lambda each=name: getattr(self, each)(), data)

    def _value(self, name, field, rest, data):
        key = field.alias if field.alias in rest else name
        if key not in rest:
            if field.is_required():
                raise wrong("missing", "Field required", data)
            return copy.deepcopy(field.get_default())
        value = rest.pop(key)
        checks = [each for each in type(self).__checks__ if each[0] == "field" and (name in each[1] or "*" in each[1])]
        for _, _, mode, check in checks:
            if mode == "before":
                value = _checked(lambda each=check, v=value: getattr(type(self), each)(v), value)
        value = _of_field(field, value)
        check_bounds(field.bounds, value)
        for _, _, mode, check in checks:
            if mode == "after":
                value = _checked(lambda each=check, v=value: getattr(type(self), each)(v), value)
        return value

    def model_post_init(self, context, /):
        """For subclasses."""

    def __setattr__(self, name, value):
        if self.model_config.get("frozen") and not name.startswith("_"):
            raise ValidationError(
                type(self).__name__,
                [{"type": "frozen_instance", "loc": (name,), "msg": "Instance is frozen", "input": value}],
            )
        if name not in self.model_fields and not name.startswith("_") and self.model_config.get("extra") != "allow":
            raise ValueError(f'"{type(self).__name__}" object has no field "{name}"')
        vars(self)[name] = value

    def _shown(self):
        return [(name, self.__dict__[name]) for name in self.model_fields if name in self.__dict__]

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._shown())})"

    def __str__(self):
        return " ".join(f"{name}={value!r}" for name, value in self._shown())

    def __eq__(self, other):
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self):
        if not self.model_config.get("frozen"):
            raise TypeError(f"unhashable type: '{type(self).__name__}'")
        return hash(tuple(self.__dict__.values()))

    def __iter__(self):
        yield from self._shown()

    def model_dump(self, **_):
        return {name: _dumped(value) for name, value in self.__dict__.items() if not name.startswith("_")}

    dict = model_dump

    def model_dump_json(self, *, indent=None, **_):
        separators = None if indent else (",", ":")
        return json.dumps(self.model_dump(), indent=indent, separators=separators, default=str)

    @classmethod
    def model_validate(cls, value, **_):
        return value if isinstance(value, cls) else cls(**value)

    @classmethod
    def model_validate_json(cls, text, **_):
        return cls(**json.loads(text))

    def model_copy(self, *, update=None, deep=False):
        made = copy.deepcopy(self) if deep else copy.copy(self)
        made.__dict__.update(update or {})
        return made


def _of_field(field, value):
    if field.discriminator is None or isinstance(value, BaseModel):
        return validated(field.annotation, value)
    return tagged(field.annotation, field.discriminator, value)


def _dumped(value):
    if isinstance(value, BaseModel):
        return value.model_dump()
    if isinstance(value, (list, tuple, set, frozenset)):
        return type(value)(_dumped(each) for each in value)
    return {key: _dumped(each) for key, each in value.items()} if isinstance(value, dict) else value


def _checked(check, given):
    """What a validator gives. @raises Wrong"""
    try:
        return check()
    except ValueError as error:
        raise wrong("value_error", f"Value error, {error}", given) from None
    except AssertionError as error:
        raise wrong("assertion_error", f"Assertion failed, {error}", given) from None
