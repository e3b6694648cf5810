"""Functions by name, as pickle finds them: this is how another worker knows what to run."""

import importlib
import pickle
import sys


def name_of(function):
    """@raises what pickle raises for a function that has no name: a lambda, one made in a function"""
    pickle.dumps(function)
    module, name = function.__module__, function.__qualname__
    return name if module in ("__main__", "__mp_main__") else f"{module}:{name}"


# After the name of a function: some of its items, in one call.
CHUNK = " (chunk)"


_platforms = []


def allow_any_name(where=lambda: True):
    """@param where whether the program is a platform's, whose steps have names of its own: no function need have one"""
    _platforms.append(where)


def is_known(name):
    """Whether a call may have this name."""
    return any(where() for where in _platforms) or find(name) is not None


def find(name):
    """The function of a name. @returns None where there is none"""
    module, _, path = name.removesuffix(CHUNK).rpartition(":")
    try:
        found = importlib.import_module(module) if module else sys.modules["__main__"]
        for part in path.split("."):
            found = getattr(found, part)
    except ImportError, AttributeError, KeyError, ValueError:
        return None
    return found if callable(found) else None
