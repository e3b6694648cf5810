"""`context.log`."""

import logging

# As Fanout's log has them.
_LEVELS = ((logging.ERROR, "error"), (logging.WARNING, "warn"), (logging.INFO, "info"))


def level_of(number):
    return next((name for least, name in _LEVELS if number >= least), "debug")


class DagsterLogManager(logging.Logger):
    """@param keep is given the level and the text of each line"""

    def __init__(self, keep):
        super().__init__("dagster")
        self._keep = keep

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1, **rest):
        text = str(msg) % args if args else str(msg)
        if exc_info:
            import traceback

            text += "\n" + traceback.format_exc().rstrip("\n")
        self._keep(level, text)

    def isEnabledFor(self, level):
        return True

    def log_dagster_event(self, level, msg, dagster_event):
        self._keep(level, msg)

    def __reduce__(self):
        return logging.getLogger, ("dagster",)
