"""Exceptions as they cross: their class and arguments as a pickle, and their traceback as text."""

import builtins
import contextlib
import pickle
import traceback

from pyodide.ffi import JsException, to_js

from . import host
from .files import is_ours, line_of


class FanoutError(Exception):
    """The program broke a bound or a rule of Fanout; the message names it in the user's terms."""


class NonRecoverable(Exception):
    """Raised in a task: no further attempt."""


class QueueClosed(Exception):
    """Nothing more can be put into a queue, or nothing is left to get."""


class RemoteTraceback(Exception):
    """The traceback of another worker, as the cause of what was raised there: as in multiprocessing.pool."""

    def __init__(self, tb, error=None):
        self.tb = tb
        # The error as it crossed: whoever lets it through passes it on with its place and path.
        self.error = error

    def __str__(self):
        return self.tb


# JavaScript's class where it is not Python's of the same name.
_NAMES = {
    "RangeError": ValueError,
    "FanoutError": FanoutError,
    "NonRecoverable": NonRecoverable,
    "QueueClosed": QueueClosed,
}


def from_js(error):
    """The exception for an error of the host. Its cause has the traceback of where it was raised."""
    pickled = getattr(error, "pickled", None)
    stack = str(getattr(error, "stack", "") or "").rstrip("\n")
    text = f'\n"""\n{stack}\n"""'
    try:
        raised = _known(error.name, error.message) if pickled is None else _rebuilt(pickled)
    except Exception as why:
        # Another error than the one that crossed.
        raised = broken(f"an exception could not be rebuilt here ({type(why).__name__}: {why}):\n{stack}")
        raised.__cause__ = RemoteTraceback(text)
    else:
        raised.__cause__ = RemoteTraceback(text, error)
    return raised


def _known(name, message):
    kind = _NAMES.get(name) or getattr(builtins, name, None)
    if isinstance(kind, type) and issubclass(kind, Exception):
        with contextlib.suppress(Exception):
            return kind(message)
    return RuntimeError(message)


def _rebuilt(pickled):
    raised = pickle.loads(pickled.to_bytes())
    if not isinstance(raised, BaseException):
        raise TypeError("it is no exception")
    return raised


def broken(text):
    # Only here: the module makes locks and threads when it is imported.
    from concurrent.futures.process import BrokenProcessPool

    return BrokenProcessPool(text)


@contextlib.contextmanager
def translated():
    """Around calls of the host: raises its errors as Python's."""
    try:
        with host.on_worker_loop():
            yield
    except JsException as error:
        raised = from_js(error)
    else:
        return
    raise raised from raised.__cause__


def to_js_error(error):
    """What the host throws for an exception. One that comes from another worker is passed on as it came."""
    cause = error.__cause__
    if isinstance(cause, RemoteTraceback) and cause.error is not None:
        return cause.error
    try:
        pickled = to_js(pickle.dumps(error))
    except Exception:
        pickled = None
    trace = traceback.TracebackException.from_exception(error)
    for each in _with_causes(trace):
        each.stack[:] = [frame for frame in each.stack if not is_ours(frame.filename)]
    final = isinstance(error, NonRecoverable) or getattr(error, "__fanout_final__", False)
    return host.api.error(type(error).__name__, _text(error), "".join(trace.format()), line_of(error), pickled, final)


def _text(error):
    try:
        return str(error)
    except Exception:
        return "an exception that cannot be shown as text"


def _with_causes(trace):
    seen = set()
    while trace is not None and id(trace) not in seen:
        seen.add(id(trace))
        yield trace
        trace = trace.__cause__ or trace.__context__
