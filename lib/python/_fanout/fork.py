"""
What a process has of its parent. The engine starts workers as `spawn` does: they load the program again. Programs that
were written for `fork` also find their parent's globals there, and need no main guard.
"""

import ast
import linecache
import os
import pickle
import sys
import types
from multiprocessing import context, reduction

from . import host
from .files import PROGRAM
from .span import current

_state = {"loads": False, "noted": set()}

NO_GUARD = (
    'The program starts processes outside of `if __name__ == "__main__":`. They start as with fork, which only Linux '
    "has: elsewhere each of them would run the program again. Put what starts them under that line."
)


class StopLoading(BaseException):
    """The part of the program that a forked process would not run again."""


def load(evaluate):
    """In a worker: evaluates the program until it would start a process. @returns whether all of it was evaluated"""
    _state["loads"] = True
    try:
        evaluate()
    except StopLoading:
        return False
    finally:
        _state["loads"] = False
    return True


def is_loading():
    return _state["loads"]


def about_to_start(method):
    """
    Before processes are made. @param method a context of multiprocessing, or a start method; None for the default
    @returns what they are to have of this one; None for nothing
    """
    name = method if isinstance(method, str) or method is None else getattr(method, "_name", None)
    if name is None or isinstance(method, context.DefaultContext):
        name = _state.get("method")
    forks = name == "fork" or (name is None and host.api.forks())
    if _state["loads"]:
        if forks:
            raise StopLoading
        raise RuntimeError(BOOTSTRAPPING)
    found, environment = _capture() if forks else None, _environment()
    return _pickled((found, environment)) if found or environment else None


# In the words of multiprocessing.spawn.
BOOTSTRAPPING = """
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                freeze_support()
                ...

        The "freeze_support()" line can be omitted if the program
        is not going to be frozen to produce an executable.

        To fix this issue, refer to the "Safe importing of main module"
        section in https://docs.python.org/3/library/multiprocessing.html
        """

# The environment that each worker starts with.
_FIRST = dict(os.environ)


def _environment():
    """What the program has changed in its environment, which its processes get by every start method."""
    changed: dict = {name: None for name in _FIRST if name not in os.environ}
    return changed | {name: value for name, value in os.environ.items() if _FIRST.get(name) != value}


_CODE = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, type)


def _capture():
    """The globals that the program's functions use, as they are now."""
    namespace = sys.modules["__main__"].__dict__
    names = _used(namespace)
    found = {
        name: namespace[name]
        for name in sorted(names)
        if name in namespace and not name.startswith("__") and not _is_code(namespace[name])
    }
    _note(found)
    if not found:
        return None
    context.set_spawning_popen(True)
    try:
        try:
            return _pickled(found)
        except Exception:
            kept = {name: value for name, value in found.items() if _crosses(value)}
            return _pickled(kept) if kept else None
    finally:
        context.set_spawning_popen(None)


def _pickled(value):
    return bytes(reduction.ForkingPickler.dumps(value))


def _is_code(value):
    """What a worker has by itself, `from multiprocessing import Pool` included: that is a method of a context."""
    if isinstance(value, types.MethodType):
        return isinstance(value.__self__, context.BaseContext)
    return isinstance(value, _CODE)


def _crosses(value):
    try:
        _pickled(value)
    except Exception:
        return False
    return True


def _used(namespace):
    """Names in the code of the program's functions and classes."""
    names = set()
    codes = []
    for value in list(namespace.values()):
        if isinstance(value, type) and value.__module__ in ("__main__", "__mp_main__"):
            codes.extend(each.__code__ for each in vars(value).values() if isinstance(each, types.FunctionType))
        function = getattr(value, "__wrapped__", value)
        if isinstance(function, types.FunctionType):
            codes.append(function.__code__)
    while codes:
        code = codes.pop()
        names.update(code.co_names)
        codes.extend(each for each in code.co_consts if isinstance(each, types.CodeType))
    return names


def _note(found):
    """Says what would be different without fork."""
    tree = _tree()
    if tree is None:
        return
    line = next((frame.f_lineno for frame in _frames() if frame.f_code.co_name == "<module>"), None)
    if line is not None and _is_unguarded(tree, line):
        _say(NO_GUARD)
    only_here = [name for name in found if name not in _assigned(tree)]
    for name in only_here:
        _say(
            f"Worker processes know `{name}` as it is now, as with fork. With spawn they would not: give it to them as "
            "an argument, or with an initializer."
        )


def _say(text):
    if text not in _state["noted"]:
        _state["noted"].add(text)
        host.api.log(current.get(), "info", text)


def _frames():
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code.co_filename == PROGRAM:
            yield frame
        frame = frame.f_back


def _tree():
    try:
        return ast.parse("".join(linecache.getlines(PROGRAM)))
    except SyntaxError:
        return None


def _is_guard(statement):
    return isinstance(statement, ast.If) and any(
        isinstance(each, ast.Name) and each.id == "__name__" for each in ast.walk(statement.test)
    )


def _is_unguarded(tree, line):
    around = next((each for each in tree.body if each.lineno <= line <= (each.end_lineno or each.lineno)), None)
    return around is not None and not _is_guard(around)


def _assigned(tree):
    """Names that a worker has when it has loaded the program."""
    names = set()
    for statement in tree.body:
        if _is_guard(statement):
            continue
        for each in ast.walk(statement):
            if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
                names.add(each.id)
            elif isinstance(each, ast.alias):
                names.add((each.asname or each.name).partition(".")[0])
    return names


def methods():
    """The start method of this process: that of its own children, and what the program has set."""
    return context._default_context.get_start_method(), _state.get("method")


def adopt_methods(given):
    """In a process that was started: its parent's start method."""
    method, _state["method"] = given
    context._force_start_method(method)


def adopt(state):
    """In a worker that was started: what its parent had."""
    if not state or sys.modules["__main__"].__dict__.get("__name__") != "__mp_main__":
        return
    found, environment = pickle.loads(state)
    for name, value in environment.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    if found:
        sys.modules["__main__"].__dict__.update(pickle.loads(found))


def install():
    chosen = context.DefaultContext.set_start_method

    def set_start_method(self, method, force=False):
        chosen(self, method, force)
        _state["method"] = method

    context.DefaultContext.set_start_method = set_start_method
    default = context._default_context
    import multiprocessing

    multiprocessing.set_start_method = default.set_start_method
