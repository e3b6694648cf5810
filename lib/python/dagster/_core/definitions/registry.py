"""
Definitions as they cross to other workers: each has loaded the program, so a definition is found by its place among
those that were made. One that this worker has not made (in a main guard, say) is missing.
"""

_made = []


class NotHere(Exception):
    """This worker has not made the definition: only the driver can run it."""


def start():
    """Another program is loaded."""
    _made.clear()


def is_used():
    """Whether the program has definitions."""
    return bool(_made)


class Registered:
    """Definitions of one worker are those of another."""

    def register(self):
        self._place = len(_made)
        _made.append(self)

    def __reduce__(self):
        return find, (self._place, type(self).__name__, self.name)


def find(place, kind, name):
    found = _made[place] if place < len(_made) else None
    if found is None or type(found).__name__ != kind or found.name != name:
        raise NotHere(f'{kind} "{name}"')
    return found
