"""Types of inputs and outputs, which are checked while a job runs."""

import collections.abc
import types
import typing

from _fanout.absent import is_absent

from ..definitions.utils import NoValueSentinel
from ..errors import DagsterInvalidDefinitionError, DagsterInvariantViolationError

_INVALID = "Invalid type: dagster_type must be an instance of DagsterType or a Python type: got {}{}"


class DagsterType:
    """
    @param type_check_fn given a context and a value: a bool or a TypeCheck @param config the config type that gives a
    value of it (`_config.schema`), None where config cannot
    """

    is_nothing = False

    def __init__(self, type_check_fn, key=None, name=None, loader=None, description=None, config=None, **_):
        self.key = key or name
        self.unique_name = name
        self.display_name = name
        self.loader = loader
        self.config = loader.config if loader is not None else config
        self.description = description
        self._check = type_check_fn

    def type_check(self, context, value):
        from ..definitions.events import TypeCheck

        found = self._check(context, value)
        if isinstance(found, TypeCheck):
            return found
        if isinstance(found, bool):
            return TypeCheck(found)
        raise DagsterInvariantViolationError(
            f"You have returned {found!r} of type {type(found)} from the type check function of type "
            f'"{self.key}". Return value must be instance of TypeCheck or a bool.'
        )


def _passes():
    from ..definitions.events import TypeCheck

    return TypeCheck(True)


def _fails(description):
    from ..definitions.events import TypeCheck

    return TypeCheck(False, description)


def _is_a(kind, word):
    def check(_, value):
        if isinstance(value, kind):
            return _passes()
        return _fails(f'Value "{value}" of python type "{type(value).__name__}" must be a {word}.')

    return check


def _instance_check(kind, name, shown):
    def check(_, value):
        if isinstance(value, kind):
            return _passes()
        return _fails(
            f"Value of type {type(value)} failed type check for Dagster type {name}, expected value to be of Python "
            f"type {shown}."
        )

    return check


class PythonObjectDagsterType(DagsterType):
    def __init__(self, python_type, key=None, name=None, **rest):
        shown = (
            "Union[{}]".format(", ".join(each.__name__ for each in python_type))
            if isinstance(python_type, tuple)
            else python_type.__name__
        )
        self.python_type = python_type
        name = name or shown
        super().__init__(_instance_check(python_type, name, shown), key=key or name, name=name, **rest)


class _Nothing(DagsterType):
    is_nothing = True

    def __init__(self):
        super().__init__(self._is_nothing, name="Nothing")

    @staticmethod
    def _is_nothing(_, value):
        return (
            _passes()
            if value is None or value is NoValueSentinel
            else _fails(f"Value must be None or unset, got a {type(value)}")
        )


Any = DagsterType(lambda _, __: _passes(), name="Any", config="any")
Nothing = _Nothing()
Int = DagsterType(_is_a(int, "int"), name="Int", config=int)
String = DagsterType(_is_a(str, "string"), name="String", config=str)
Float = DagsterType(_is_a(float, "float"), name="Float", config=float)
Bool = DagsterType(_is_a(bool, "bool"), name="Bool", config=bool)
PythonDict = PythonObjectDagsterType(dict, "PythonDict", config="dict")
PythonDict.display_name = "dict"
PythonSet = PythonObjectDagsterType(set, "PythonSet")
PythonTuple = PythonObjectDagsterType(tuple, "PythonTuple")
_BUILTIN = {int: Int, str: String, float: Float, bool: Bool, dict: PythonDict, set: PythonSet, tuple: PythonTuple}
_registered = {}


class ListType(DagsterType):
    def __init__(self, inner):
        super().__init__(
            self._each, key=f"List.{inner.key}", name=f"[{inner.display_name}]", config=_list_config(inner)
        )
        self.inner_type = inner

    def _each(self, context, value):
        found = _is_a(list, "list")(context, value)
        for item in value if found.success else ():
            found = self.inner_type.type_check(context, item)
            if not found.success:
                break
        return found


def _list_config(inner):
    return None if inner.config is None else [inner.config]


class OptionalType(DagsterType):
    def __init__(self, inner):
        if inner is Nothing:
            raise DagsterInvalidDefinitionError("Type Nothing can not be wrapped in List or Optional")
        super().__init__(self._or_none, key=f"Optional.{inner.key}", name=f"{inner.display_name}?", config=inner.config)
        self.inner_type = inner

    def _or_none(self, context, value):
        return _passes() if value is None else self.inner_type.type_check(context, value)


class _DictType(DagsterType):
    def __init__(self, key_type, value_type):
        name = f"Dict[{key_type.display_name},{value_type.display_name}]"
        config = "dict" if key_type is String and value_type.config is not None else None
        super().__init__(self._each, key=f"TypedPythonDict.{key_type.key}.{value_type.key}", name=name, config=config)
        self._types = (key_type, value_type)

    def _each(self, context, value):
        if not isinstance(value, dict):
            return _fails(f"Value should be a dict, got a {type(value)}")
        for pair in value.items():
            for kind, each in zip(self._types, pair, strict=True):
                found = kind.type_check(context, each)
                if not found.success:
                    return found
        return _passes()


class _SetType(DagsterType):
    def __init__(self, inner):
        super().__init__(self._each, key=f"TypedPythonSet.{inner.key}", name=f"Set[{inner.display_name}]")
        self._inner = inner

    def _each(self, context, value):
        if not isinstance(value, set):
            return _fails(f"Value should be a set, got a{type(value)}")
        for item in value:
            found = self._inner.type_check(context, item)
            if not found.success:
                return found
        return _passes()


class _TupleType(DagsterType):
    def __init__(self, inner):
        names = ",".join(each.display_name for each in inner)
        super().__init__(self._each, key="TypedPythonTuple" + ".".join(e.key for e in inner), name=f"Tuple[{names}]")
        self._inner = inner

    def _each(self, context, value):
        if not isinstance(value, tuple):
            return _fails(f"Value should be a tuple, got a {type(value)}")
        if len(value) != len(self._inner):
            return _fails(
                f"Tuple with key {self.key} requires {len(self._inner)} entries, received {len(value)} values"
            )
        for kind, item in zip(self._inner, value, strict=True):
            found = kind.type_check(context, item)
            if not found.success:
                return found
        return _passes()


class _Generic:
    """`List[…]`, `Optional[…]` and their kind, as `dagster` exports them."""

    def __init__(self, make):
        self._make = make

    def __getitem__(self, inner):
        return self._make(*(inner if isinstance(inner, tuple) else (inner,)))

    __call__ = __getitem__


List = _Generic(lambda inner: ListType(resolve_dagster_type(inner)))
Optional = _Generic(lambda inner: OptionalType(resolve_dagster_type(inner)))
Set = _Generic(lambda inner: _SetType(resolve_dagster_type(inner)))
Dict = _Generic(lambda key, value: _DictType(resolve_dagster_type(key), resolve_dagster_type(value)))
Tuple = _Generic(lambda *inner: _TupleType([resolve_dagster_type(each) for each in inner]))


def resolve_dagster_type(given):
    """@raises DagsterInvalidDefinitionError for what is no type"""
    from ..definitions.events import MaterializeResult, ObserveResult, Output

    if given is None or given is typing.Any or is_absent(given):
        return Any
    if isinstance(given, DagsterType):
        return given
    origin, args = typing.get_origin(given), typing.get_args(given)
    if given is Output or origin is Output or given is MaterializeResult or origin is MaterializeResult:
        return resolve_dagster_type(args[0]) if len(args) == 1 else Any
    if given is ObserveResult:
        return Nothing
    if is_dynamic_output_annotation(given):
        inner = typing.get_args(args[0])
        return resolve_dagster_type(inner[0]) if len(inner) == 1 else Any
    if any(given is each for each in (List, list, list, typing.Sequence)):
        return ListType(Any)
    for generic, kind in ((Dict, PythonDict), (Set, PythonSet), (Tuple, PythonTuple)):
        if given is generic:
            return kind
    if origin is not None and args:
        return _of_generic(given, origin, args)
    try:
        hash(given)
    except TypeError as error:
        more = ", which isn't hashable. Did you pass an instance of a type instead of the type?"
        raise DagsterInvalidDefinitionError(_INVALID.format(given, more)) from error
    if given is type(None):
        return Nothing
    if given in _BUILTIN:
        return _BUILTIN[given]
    if isinstance(given, type):
        return _of_class(given)
    for generic, kind in ((dict, PythonDict), (set, PythonSet), (tuple, PythonTuple)):
        if given is generic:
            return kind
    raise DagsterInvalidDefinitionError(_INVALID.format(given, "."))


def _of_generic(given, origin, args):
    if origin in (list, collections.abc.Sequence):
        return ListType(resolve_dagster_type(args[0]))
    if origin in (dict, collections.abc.Mapping):
        return _DictType(*(resolve_dagster_type(each) for each in args))
    if origin is set:
        return _SetType(resolve_dagster_type(args[0]))
    if origin is tuple:
        return _TupleType([resolve_dagster_type(each) for each in args])
    if origin in (typing.Union, types.UnionType):
        inner = [each for each in args if each is not type(None)]
        if len(inner) == 1 and len(args) == 2:
            return OptionalType(resolve_dagster_type(inner[0]))
    raise DagsterInvalidDefinitionError(_INVALID.format(given, "."))


def _of_class(kind):
    if kind not in _registered:
        shown = f"{kind.__module__}.{kind.__name__}"
        _registered[kind] = DagsterType(
            _instance_check(kind, kind.__name__, shown), key=f"_TypeHintInferred[{shown}]", name=kind.__name__
        )
    return _registered[kind]


def make_python_type_usable_as_dagster_type(python_type, dagster_type):
    _registered[python_type] = dagster_type


def usable_as_dagster_type(name=None, description=None, loader=None):
    if isinstance(name, type):
        return usable_as_dagster_type()(name)

    def decorate(kind):
        _registered[kind] = PythonObjectDagsterType(kind, name=name or kind.__name__, loader=loader)
        return kind

    return decorate


def is_dynamic_output_annotation(given):
    from ..definitions.events import DynamicOutput

    if given is DynamicOutput or typing.get_origin(given) is DynamicOutput:
        raise DagsterInvariantViolationError(
            "Op annotated with return type DynamicOutput. DynamicOutputs can only be returned in"
            " the context of a List. If only one output is needed, use the Output API."
        )
    args = typing.get_args(given)
    return typing.get_origin(given) is list and len(args) == 1 and _is(args[0], DynamicOutput)


def is_generic_output_annotation(given):
    from ..definitions.events import Output

    return _is(given, Output)


def _is(given, kind):
    return given is kind or typing.get_origin(given) is kind
