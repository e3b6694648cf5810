"""A worker that is started by hand, for one call."""

from . import host
from .define import Task
from .errors import FanoutError, translated
from .names import name_of
from .span import current
from .values import arguments, loads
from .waiting import Pending


class Process:
    """@param target a task, or a function that another worker finds by its name"""

    def __init__(self, target, *args, **kwargs):
        self._target = target
        self._arguments = arguments(args, kwargs)
        self._ended = None

    def start(self):
        if self._ended is not None:
            raise FanoutError("this process was already started")
        is_task = isinstance(self._target, Task)
        name = self._target.name if is_task else name_of(self._target)
        with translated():
            call = host.api.process(current.get(), name, not is_task, self._arguments)
            self._ended = Pending(call.promise, loads)

    def join(self):
        """An awaitable: what the call returned."""
        if self._ended is None:
            raise FanoutError("This process has not been started. Call `start()` before `join()`.")
        return self._ended
