"""
What a platform's program leaves to be run: jobs, workflows. Each platform says how they are found in a program. One
that starts something by itself runs nothing else.
"""

_finders = []
_begins = []
_state = {"is_started": False}


def offer(find, begin=None):
    """
    A platform is imported. @param begin called before a program is evaluated @param find given the program's namespace
    and the name that was chosen, or None, it gives a function of the inputs, which runs the entry and gives its output
    or an awaitable of it; None where there is no entry
    """
    if find not in _finders:
        _finders.append(find)
        if begin is not None:
            _begins.append(begin)


def started():
    """The program itself runs something."""
    _state["is_started"] = True


def begin():
    """Another program is evaluated."""
    _state["is_started"] = False
    for each in _begins:
        each()


def entry_of(namespace, chosen):
    """@returns a function of the inputs; None for a program that has run what it has to run"""
    if _state["is_started"]:
        return None
    for find in _finders:
        if (entry := find(namespace, chosen)) is not None:
            return entry
    return None
