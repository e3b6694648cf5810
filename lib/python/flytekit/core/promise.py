"""Values that are to come: of nodes of a workflow that is compiled, or, where it runs here, with the value in them."""

import collections
import enum
import operator
from typing import Any

from .type_engine import literal_text

_ABSENT = object()


class NodeOutput:
    def __init__(self, node, var):
        self.node = node
        self.var = var

    @property
    def node_id(self):
        return "" if self.node is None else self.node.id


class Ops(enum.Enum):
    EQ = "=="
    NE = "!="
    GT = ">"
    GE = ">="
    LT = "<"
    LE = "<="


_COMPARE = {
    Ops.EQ: operator.eq,
    Ops.NE: operator.ne,
    Ops.GT: operator.gt,
    Ops.GE: operator.ge,
    Ops.LT: operator.lt,
    Ops.LE: operator.le,
}
_PRIMITIVE = (int, float, str, bool, type(None))


class ComparisonExpression:
    def __init__(self, lhs, op, rhs):
        self.lhs, self.op, self.rhs = lhs, op, rhs
        for each in (lhs, rhs):
            if isinstance(each, Promise) and each.is_ready and each.has_value and not _is_primitive(each.value):
                raise ValueError("Only primitive values can be used in comparison")

    def eval(self, value_of=None):
        """@param value_of gives the value of a promise"""
        sides = [_side(each, value_of) for each in (self.lhs, self.rhs)]
        return _COMPARE[self.op](*sides)

    def __and__(self, other):
        return ConjunctionExpression(self, "and", other)

    def __or__(self, other):
        return ConjunctionExpression(self, "or", other)

    def __bool__(self):
        raise ValueError(
            "Cannot perform truth value testing,"
            " This is a limitation in python. For Logical `and\\or` use `&\\|` (bitwise) instead."
            f" Expr {self}"
        )

    def promises(self):
        return [each for each in (self.lhs, self.rhs) if isinstance(each, Promise)]

    def __repr__(self):
        shown = [repr(each) if isinstance(each, Promise) else literal_text(each) for each in (self.lhs, self.rhs)]
        return f"Comp({shown[0]} {self.op.value} {shown[1]})"

    __hash__ = object.__hash__


def _is_primitive(value):
    return isinstance(value, _PRIMITIVE)


def _side(side, value_of):
    if not isinstance(side, Promise):
        return side
    return side.eval() if value_of is None else value_of(side)


class ConjunctionExpression:
    def __init__(self, lhs, op, rhs):
        self.lhs, self.op, self.rhs = lhs, op, rhs

    def eval(self, value_of=None):
        left = self.lhs.eval(value_of)
        if (self.op == "and") is (not left):
            return left
        return self.rhs.eval(value_of)

    def __and__(self, other):
        return ConjunctionExpression(self, "and", other)

    def __or__(self, other):
        return ConjunctionExpression(self, "or", other)

    def __bool__(self):
        raise ValueError(
            "Cannot perform truth value testing,"
            " This is a limitation in python. For Logical `and\\or` use `&\\|` (bitwise) instead. Refer to: PEP-335"
        )

    def promises(self):
        return [*self.lhs.promises(), *self.rhs.promises()]

    def __repr__(self):
        return f"( {self.lhs} ConjunctionOps.{self.op.upper()} {self.rhs} )"


class Promise:
    """@param value of one that is ready @param ref of one that is not"""

    def __init__(self, var, value: Any = _ABSENT, ref: Any = None, kind=None, path=()):
        self._var = var
        self._value = value
        self._ref = ref
        self._kind = kind
        self._path = tuple(path)

    @property
    def var(self):
        return self._var

    @property
    def is_ready(self):
        return self._ref is None

    @property
    def has_value(self):
        """A branch that is not taken has none."""
        return self._value is not _ABSENT

    @property
    def value(self):
        return follow(self._value, self._path)

    @property
    def ref(self):
        return self._ref

    @property
    def path(self):
        return self._path

    @property
    def kind(self):
        return self._kind

    def with_var(self, var):
        return Promise(var, self._value, self._ref, self._kind, self._path)

    def eval(self):
        if not self.is_ready or not self.has_value:
            raise ValueError("Cannot Eval with incomplete promises")
        if not _is_primitive(self.value):
            raise ValueError("Eval can be invoked for primitive types only")
        return self.value

    def is_(self, v):
        return ComparisonExpression(self, Ops.EQ, v)

    def is_false(self):
        return self.is_(False)

    def is_true(self):
        return self.is_(True)

    def is_none(self):
        return ComparisonExpression(self, Ops.EQ, None)

    def __eq__(self, other):  # type: ignore[override]
        return ComparisonExpression(self, Ops.EQ, other)

    def __ne__(self, other):  # type: ignore[override]
        return ComparisonExpression(self, Ops.NE, other)

    def __gt__(self, other):
        return ComparisonExpression(self, Ops.GT, other)

    def __ge__(self, other):
        return ComparisonExpression(self, Ops.GE, other)

    def __lt__(self, other):
        return ComparisonExpression(self, Ops.LT, other)

    def __le__(self, other):
        return ComparisonExpression(self, Ops.LE, other)

    def __hash__(self):
        return hash(id(self))

    def __bool__(self):
        raise ValueError(
            "Flytekit does not support Unary expressions or performing truth value testing,"
            " This is a limitation in python. For Logical `and\\or` use `&\\|` (bitwise) instead"
        )

    def __and__(self, other):
        raise ValueError("Cannot perform Logical AND of Promise with other")

    def __or__(self, other):
        raise ValueError("Cannot perform Logical OR of Promise with other")

    def __rshift__(self, other):
        if not self.is_ready and other.ref:
            self._ref.node.runs_before(other.ref.node)
        return other

    def with_overrides(self, *args, **kwargs):
        if not self.is_ready:
            self._ref.node.with_overrides(*args, **kwargs)
        return self

    def __iter__(self):
        raise ValueError(
            f" {self.var} is a Promise. Promise objects are not iterable - can't range() over a promise."
            " But you can use [index] or the alpha version of @eager workflows"
        )

    def __getitem__(self, key):
        return Promise(self._var, self._value, self._ref, None, (*self._path, key))

    def __getattr__(self, key):
        if key.startswith("__"):
            raise AttributeError(key)
        return Promise(self._var, self._value, self._ref, None, (*self._path, key))

    def __repr__(self):
        if self.is_ready:
            return f"Resolved({self._var}={literal_text(self.value) if self.has_value else None})"
        return f"Promise(node:{self._ref.node_id}.{self._var}.{list(self._path)})"

    __str__ = __repr__


def follow(value, path):
    """The part of a value that attributes and indexes lead to."""
    for key in path:
        value = value[key] if isinstance(key, int) or isinstance(value, dict) else getattr(value, key)
    return value


class VoidPromise:
    """Of a task that gives nothing."""

    def __init__(self, task_name, ref=None):
        self._task_name = task_name
        self._ref = ref

    @property
    def ref(self):
        return self._ref

    @property
    def task_name(self):
        return self._task_name

    def runs_before(self, *args, **kwargs):
        """Where a workflow runs here, nodes run in the order in which they are written down."""

    def __rshift__(self, other):
        if self._ref and other.ref:
            self._ref.node.runs_before(other.ref.node)
        return other

    def with_overrides(self, *args, **kwargs):
        if self._ref:
            self._ref.node.with_overrides(*args, **kwargs)
        return self

    def _refuse(self, *_):
        raise AssertionError(f"Task {self._task_name} returns nothing, NoneType return cannot be used")

    __eq__ = __ne__ = __and__ = __or__ = __le__ = __ge__ = __gt__ = __lt__ = __add__ = __mod__ = _refuse  # type: ignore[assignment]
    __xor__ = __iter__ = __bool__ = _refuse  # type: ignore[assignment]

    def __hash__(self):
        return hash(id(self))

    def __repr__(self):
        self._refuse()
        return ""


def task_output(promises, interface):
    """What a call gives in a workflow: one promise, or a named tuple of them."""
    if len(promises) == 1 and (interface is None or not interface.output_tuple_name):
        return promises[0]
    names = [promise.var for promise in promises] if interface is None else list(interface.outputs)
    name = (interface and interface.output_tuple_name) or "DefaultNamedTupleOutput"

    class Output(collections.namedtuple(name, names)):
        def with_overrides(self, *args, **kwargs):
            self[0].with_overrides(*args, **kwargs)
            return self

        @property
        def ref(self):
            return self[0].ref

        def runs_before(self, other):
            if not self[0].is_ready:
                self[0].ref.node.runs_before(_node_of(other))
            return self

        def __rshift__(self, other):
            return self[0] >> other

    return Output(*promises)


def _node_of(promise):
    return promise.ref.node
