"""Calls of a platform's tasks: what they are given, and what comes of them."""

import functools
import inspect

from .describe import describe
from .record import shown

_MAX_KEY = 200


class Calls:
    """@param in_order whether the platform's local mode makes one call after the other"""

    def __init__(self, in_order):
        self._in_order = in_order
        self.lines = []

    def decorator(self, owner, name, has_results=True):
        """Watches functions given to a decorator of this name. @param has_results whether what they give is a value"""
        decorate = getattr(owner, name)
        bound = inspect.isclass(owner)

        @functools.wraps(decorate)
        def watching(*args, **kwargs):
            before, rest = args[:bound], args[bound:]
            if rest and inspect.isfunction(rest[0]):
                return decorate(*before, self._watched(rest[0], has_results), *rest[1:], **kwargs)
            given = decorate(*args, **kwargs)
            return lambda function: given(self._watched(function, has_results))

        setattr(owner, name, watching)

    def _watched(self, function, has_results):
        signature = inspect.signature(function)

        def begin(args, kwargs):
            key = _key(function, signature, args, kwargs)
            if self._in_order:
                self.lines.append({"step": key, "event": "STEP_START"})
            return key

        def end(key, value):
            message = shown(value) if has_results else ""
            self.lines.append({"step": key, "event": "STEP_SUCCESS", "message": message})

        def fail(key, error):
            said = describe(error)
            message = f"{said['class']}: {said['message']}"
            self.lines.append({"step": key, "event": "STEP_FAILURE", "message": message})

        @functools.wraps(function)
        async def waiting(*args, **kwargs):
            key = begin(args, kwargs)
            try:
                value = await function(*args, **kwargs)
            except BaseException as error:
                fail(key, error)
                raise
            end(key, value)
            return value

        @functools.wraps(function)
        def plain(*args, **kwargs):
            key = begin(args, kwargs)
            try:
                value = function(*args, **kwargs)
            except BaseException as error:
                fail(key, error)
                raise
            end(key, value)
            return value

        return waiting if inspect.iscoroutinefunction(function) else plain


def _key(function, signature, args, kwargs):
    try:
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        given = ", ".join(f"{name}={shown(value)}" for name, value in bound.arguments.items())
    except TypeError:
        given = "…"
    text = f"{function.__name__}({given})"
    return text if len(text) <= _MAX_KEY else f"{text[:_MAX_KEY]}…"


def inputs_for(function, name, given):
    """The page's inputs of one entry, as its parameters have them: JSON has no type for floats."""
    prefix = f"{name}."
    kinds = getattr(function, "__annotations__", {})
    own = {
        each.removeprefix(prefix): value for each, value in given.items() if each.startswith(prefix) or "." not in each
    }
    return {each: float(value) if kinds.get(each) is float else value for each, value in own.items()}
