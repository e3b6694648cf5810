"""What Fanout leaves out of a library: refused in words, at the line that asks for it."""

from _fanout.errors import FanoutError


def refuse(library, name, reason):
    raise FanoutError(f"`{library}.{name}` is not part of Fanout's {library}: {reason}")


def module_getattr(library, reasons):
    """A module's `__getattr__`. @param reasons by name, of what the real module has"""

    def get(name):
        if name in reasons:
            refuse(library, name, reasons[name])
        raise AttributeError(f"module {library!r} has no attribute {name!r}")

    return get
