"""What a process has of its own where it runs in its parent's worker: the program, loaded again, and who it is."""

import contextlib
import linecache
import pickle
import signal
import sys
import threading
from multiprocessing import context, process, util

from .. import define, fork, host, later, output, program
from ..files import PROGRAM
from ..parent import ParentEnd

_MODULES = ("__main__", "__mp_main__")
# Its module has deleted the name.
_Main = type(process._current_process)
_PROCESS = ("_current_process", "_parent_process", "_process_counter", "_children")


class Exited(BaseException):
    """`os._exit`, of a process that runs here."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Namespace:
    """A process. @param pid its id"""

    def __init__(self, pid):
        self.pid = pid
        self._modules = None
        self._process = _Main()

    @contextlib.contextmanager
    def entered(self, name=None, daemon=False):
        """What runs meanwhile runs in this process. @param name of the process; None: what runs sets it"""
        modules = {each: sys.modules[each] for each in _MODULES}
        known = {each: getattr(process, each) for each in _PROCESS}
        identity = dict(host.process)
        host.process.update(pid=self.pid, parent=identity["pid"] or 1000, exit=None, here=True)
        if name is not None:
            self._process._name = name
            self._process._config["daemon"] = daemon
            process._current_process = self._process
            process._children = set()
        try:
            self._load(modules)
            yield
        finally:
            sys.modules.update(modules)
            host.process.clear()
            host.process.update(identity)
            for each, value in known.items():
                setattr(process, each, value)

    def _load(self, modules):
        """The program as a worker of its own would have it. One with definitions of Fanout's is there once."""
        if define.bodies or not linecache.getlines(PROGRAM):
            self._modules = modules
        if self._modules is None:
            source = "".join(linecache.getlines(PROGRAM))
            with output.held() as held:
                if fork.load(lambda: program.evaluate(source, "__mp_main__")):
                    held.send()
            self._modules = {each: sys.modules[each] for each in _MODULES}
        sys.modules.update(self._modules)


def run_process(pickled, state, pid):
    """Runs a process here. @param pickled what is started, by its parent @returns its exit code"""
    with Namespace(pid).entered(), _bootstrapping():
        try:
            fork.adopt(state)
            child = pickle.loads(pickled)
            ended = _watch(child)
            code = child._bootstrap(ParentEnd(None))
        except Exited as end:
            return end.code
        return ended.get("code", code)


def _watch(child):
    """Sets how it ends where CPython's bootstrap would print that. @returns a dict with the code, then"""
    run, ended = child.run, {}

    def watched():
        try:
            run()
        except Exited as end:
            ended["code"] = end.code
        except later.Stuck:
            if not child.daemon:
                raise
            # It would wait until it is ended with its parent.
            ended["code"] = -signal.SIGTERM

    child.run = watched
    return ended


@contextlib.contextmanager
def _bootstrapping():
    """CPython's bootstrap of a process changes what belongs to its parent, where both are here."""
    shut_down, after_fork = threading._shutdown, process.BaseProcess._after_fork
    actual = context._default_context._actual_context
    finalizers = dict(util._finalizer_registry)
    threading._shutdown = lambda: None
    process.BaseProcess._after_fork = staticmethod(lambda: None)
    try:
        yield
    finally:
        threading._shutdown, process.BaseProcess._after_fork = shut_down, after_fork
        context._default_context._actual_context = actual
        util._finalizer_registry.clear()
        util._finalizer_registry.update(finalizers)
