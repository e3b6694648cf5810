"""Nodes of the tree that run in their caller's worker: groups and traced calls."""

import functools

from pyodide.ffi import create_proxy

from . import host
from .define import is_loading
from .errors import translated
from .run import enter
from .span import current
from .values import arguments, loads
from .waiting import Pending


def _node(start, body):
    """@param start given the body as the host calls it: with the node's span"""
    proxy = create_proxy(lambda span: enter(span, body, (), {}))
    with translated():
        # The host destroys the proxy when the node has ended.
        return Pending(start(proxy), loads)


def group(name, body):
    """Runs `body` as a node around the calls that it makes."""
    return _node(lambda proxy: host.api.group(current.get(), str(name)[:200], proxy), body)


def traced(function=None, *, name=None):
    """Calls of the function are recorded, and not run again when the task around them is retried."""
    if function is None:
        return lambda given: traced(given, name=name)
    name = name or function.__name__

    @functools.wraps(function)
    def call(*args, **kwargs):
        if current.get() is None and is_loading():
            return function(*args, **kwargs)
        crossing = arguments(args, kwargs)
        body = functools.partial(function, *args, **kwargs)
        return _node(lambda proxy: host.api.traced(current.get(), name, proxy, crossing), body)

    return call
