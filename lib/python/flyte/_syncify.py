"""Functions that can be called in plain code, and with `.aio` in async code."""

import functools
import inspect

from _flyte.loops import run_blocking


class Syncified:
    def __init__(self, function, bound=None):
        functools.update_wrapper(self, function)
        self._function = function
        self._bound = bound

    def __get__(self, instance, owner=None):
        return self if instance is None else Syncified(self._function, instance)

    def _args(self, args):
        return args if self._bound is None else (self._bound, *args)

    def __call__(self, *args, **kwargs):
        return run_blocking(self._function(*self._args(args), **kwargs))

    def aio(self, *args, **kwargs):
        return self._function(*self._args(args), **kwargs)


class Ready:
    """A method of what is over: it waits for nothing, in plain code or with `.aio`."""

    def __init__(self, function, instance=None):
        self._function = function
        self._instance = instance

    def __get__(self, instance, owner=None):
        return self if instance is None else Ready(self._function, instance)

    def __call__(self, *args, **kwargs):
        return self._function(self._instance, *args, **kwargs)

    async def aio(self, *args, **kwargs):
        return self(*args, **kwargs)


def syncify(function):
    if not inspect.iscoroutinefunction(function):
        raise TypeError("Syncify can only be applied to async functions, async generators, async methods")
    return Syncified(function)
