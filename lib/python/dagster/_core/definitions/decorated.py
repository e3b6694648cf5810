"""A function that was decorated: its parameters, by what they are for."""

import inspect
import typing

from .. import check
from ..errors import DagsterInvalidDefinitionError

EMPTY = inspect.Parameter.empty
_CONTEXT = {"_", "context", "_context", "context_"}


def type_hints(function):
    try:
        return typing.get_type_hints(function, include_extras=True)
    except Exception:
        return dict(getattr(function, "__annotations__", {}))


class DecoratedFunction:
    """@param takes_context whether a first parameter may be the context"""

    def __init__(self, function, takes_context=True):
        self.function = function
        self.name = function.__name__
        hints = type_hints(function)
        parameters = list(inspect.signature(function).parameters.values())
        self.has_context = takes_context and bool(parameters) and parameters[0].name in _CONTEXT
        self.context_name = parameters[0].name if self.has_context else None
        self.resource_names = [each.name for each in parameters if _is_resource(hints.get(each.name))]
        self.config_type = None
        self.config_default = EMPTY
        self.has_config = False
        self.inputs = []
        self.has_kwargs = False
        self.bad_parameter = None
        for each in parameters[1:] if self.has_context else parameters:
            if each.name == "config":
                self.has_config = True
                self.config_type = hints.get("config")
                self.config_default = each.default
            elif each.kind is each.VAR_KEYWORD:
                self.has_kwargs = True
            elif each.kind is each.VAR_POSITIONAL:
                self.bad_parameter = each
            elif each.name not in self.resource_names:
                self.inputs.append((each.name, hints.get(each.name, each.annotation), each.default))
        is_generator = inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function)
        self.returns = EMPTY if is_generator or "return" not in hints else hints["return"]
        if self.returns is type(None):
            self.returns = None

    @property
    def positional(self):
        return [name for name, _, _ in self.inputs]

    def refuse_positional(self, decorator):
        if self.bad_parameter is not None:
            raise DagsterInvalidDefinitionError(
                f"{decorator} '{self.name}' decorated function has positional vararg parameter "
                f"'{self.bad_parameter}'. {decorator} decorated functions should only have keyword "
                "arguments that match input names and, if system information is required, a first "
                "positional parameter named 'context'."
            )


def _is_resource(hint):
    from ..._config.pythonic import ConfigurableResource

    if isinstance(hint, type) and issubclass(hint, ConfigurableResource):
        return True
    return "resource_param" in getattr(hint, "__metadata__", ())


def checked_tags(tags):
    return {key: str(value) for key, value in check.mapping(tags, "tags").items()}
