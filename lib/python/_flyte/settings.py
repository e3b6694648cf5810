"""Settings that have no effect in a browser: they are accepted, and listed once in the log."""

from _fanout import host
from _fanout.span import current

_names: dict[str, dict[str, None]] = {}
_logged: set[tuple[str, str]] = set()


def without_effect(library, **given):
    """Notes the settings of these that are given."""
    for name, value in given.items():
        if value not in (None, False, (), [], {}, "", "auto"):
            _names.setdefault(library, {})[name] = None


def log_settings(library):
    """Says which were given, when a run begins."""
    new = [name for name in _names.get(library, ()) if (library, name) not in _logged]
    if not new:
        return
    _logged.update((library, name) for name in new)
    host.api.log(current.get(), "info", f"{library}: without effect in Fanout: {', '.join(sorted(new))}.")
