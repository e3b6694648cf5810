"""Ops."""

import functools
import inspect
import typing

from .. import check
from ..errors import DagsterInvalidDefinitionError, DagsterInvariantViolationError
from .composition import Node
from .decorated import EMPTY, DecoratedFunction, checked_tags
from .inputs import In, InputDef, Out, input_of, output_of
from .policy import RetryPolicy
from .registry import Registered
from .utils import DEFAULT_OUTPUT, check_valid_name


class OpDefinition(Registered, Node):
    node_type_str = "op"

    def __init__(
        self,
        compute_fn,
        name,
        ins=None,
        outs=None,
        description=None,
        config_schema=None,
        required_resource_keys=None,
        tags=None,
        code_version=None,
        retry_policy=None,
        pool=None,
        is_asset=False,
    ):
        from ..._config.schema import field_of

        self.name = check_valid_name(check.text(name, "name"))
        self.compute_fn = compute_fn
        self.description = description or inspect.getdoc(compute_fn.function)
        self.tags = checked_tags(tags)
        self.retry_policy = check.inst(retry_policy, "retry_policy", RetryPolicy, optional=True)
        self.pool = pool
        self.is_asset = is_asset
        self.config_field = None if config_schema is None else field_of(config_schema)
        self.required_resource_keys = set(required_resource_keys or ()) | set(compute_fn.resource_names)
        self.input_defs = _inputs(compute_fn, ins or {})
        self.output_defs = _outputs(compute_fn, outs)
        self.input_dict = {each.name: each for each in self.input_defs}
        self.output_dict = {each.name: each for each in self.output_defs}
        self.register()
        functools.update_wrapper(self, compute_fn.function)

    @property
    def config_schema(self):
        return self.config_field

    def positional_inputs(self):
        return self.compute_fn.positional

    def resolve_output(self, output, handle):
        return output, handle

    def __call__(self, *args, **kwargs):
        from .composition import is_in_composition
        from .invocation import invoke

        if is_in_composition():
            return super().__call__(*args, **kwargs)
        return invoke(self, args, kwargs)


def _inputs(compute_fn, ins):
    decorator = "@op"
    compute_fn.refuse_positional(decorator)
    known = {name: (annotation, default) for name, annotation, default in compute_fn.inputs}
    found = []
    for name, declared in ins.items():
        if name in compute_fn.resource_names:
            continue
        is_nothing = getattr(declared.dagster_type, "is_nothing", False)
        if is_nothing and name in known:
            raise DagsterInvalidDefinitionError(
                f"{decorator} '{compute_fn.name}' decorated function has parameter '{name}' that is one of the "
                "input_defs of type 'Nothing' which should not be included since no data will be passed for it. "
            )
        if name not in known and not is_nothing and not compute_fn.has_kwargs:
            raise DagsterInvalidDefinitionError(
                f"{decorator} '{compute_fn.name}' decorated function does not have argument(s) '{name}'. "
                f"{decorator}-decorated functions should have an argument for each of their Ins, except for Ins that "
                "have the Nothing dagster_type. Alternatively, they can accept **kwargs."
            )
        found.append(input_of(name, *known.get(name, (EMPTY, InputDef(name).default_value)), declared))
    for name, (annotation, default) in known.items():
        if name in ins:
            continue
        default = InputDef(name).default_value if default is EMPTY else default
        made = input_of(name, annotation, default, None)
        if made.dagster_type.is_nothing:
            raise DagsterInvalidDefinitionError(
                f"Input parameter {name} is annotated with {made.dagster_type.display_name} which is a type that "
                "represents passing no data. This type must be used via In() and no parameter should be included in "
                f"the {decorator} decorated function."
            )
        found.append(made)
    for each in found:
        if each.default_value is EMPTY:
            each.default_value = InputDef(each.name).default_value
    return found


def _outputs(compute_fn, outs):
    returns = compute_fn.returns
    if outs is None:
        return [output_of(DEFAULT_OUTPUT, returns, None)]
    if len(outs) == 1:
        [(name, out)] = outs.items()
        return [output_of(name, returns, out)]
    if returns is EMPTY or not outs:
        return [output_of(name, EMPTY, out) for name, out in outs.items()]
    if typing.get_origin(returns) is not tuple:
        raise DagsterInvariantViolationError(
            "Expected Tuple annotation for multiple outputs, but received non-tuple annotation."
        )
    each_returns = typing.get_args(returns)
    if len(each_returns) != len(outs):
        raise DagsterInvariantViolationError(
            "Expected Tuple annotation to have number of entries matching the number of outputs "
            f"for more than one output. Expected {len(outs)} outputs but annotation has {len(each_returns)}."
        )
    return [output_of(name, each, out) for (name, out), each in zip(outs.items(), each_returns, strict=True)]


def op(
    compute_fn=None,
    *,
    name=None,
    description=None,
    ins=None,
    out=None,
    config_schema=None,
    required_resource_keys=None,
    tags=None,
    version=None,
    retry_policy=None,
    code_version=None,
    pool=None,
):
    def decorate(function):
        from ..._config.pythonic import schema_of_config_class

        decorated = DecoratedFunction(function)
        schema = config_schema
        if decorated.has_config:
            check.invariant(not config_schema, "If the @op has a config arg, you cannot specify a config schema")
            schema = schema_of_config_class(decorated.config_type, decorated.config_default)
        outs = {DEFAULT_OUTPUT: out} if isinstance(out, Out) else out
        if outs is not None:
            for each in check.mapping(outs, "out").values():
                check.inst(each, "out", Out)
        for each in check.mapping(ins, "ins").values():
            check.inst(each, "ins", In)
        check.invariant(
            not required_resource_keys or not decorated.resource_names,
            "Cannot specify resource requirements in both @op decorator and as arguments to the decorated function",
        )
        return OpDefinition(
            decorated,
            name or function.__name__,
            ins,
            outs,
            description,
            schema,
            required_resource_keys,
            tags,
            code_version or version,
            retry_policy,
            pool,
        )

    return decorate if compute_fn is None else decorate(compute_fn)
