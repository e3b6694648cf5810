"""What a browser has no means for: network, other programs, signals. Refused in words, where Python is asked for it."""

import errno
import os
import signal
import socket
import subprocess

NETWORK = "Programs have no network access. Pass the data as inputs."
PROGRAMS = "Programs cannot start other programs in a browser."
SIGNALS = "There are no signals in a browser. Use a timeout: of a future, of `Process.join`, of `asyncio.timeout`."
# Attributes that Python has on Linux and not here.
_MISSING = {
    os: {
        "fork": "A process cannot be forked in a browser. Start a `multiprocessing.Process`.",
        "forkpty": "A process cannot be forked in a browser. Start a `multiprocessing.Process`.",
        "posix_spawn": PROGRAMS,
        "wait": "Join the processes that you have started instead.",
        "waitpid": "Join the process that you have started instead.",
    },
    signal: dict.fromkeys(
        ("alarm", "setitimer", "getitimer", "pause", "sigwait", "sigtimedwait", "pthread_kill"), SIGNALS
    ),
}


def _describe(module):
    before = getattr(module, "__getattr__", None)

    def attribute(asked):
        if asked in _MISSING[module]:
            raise AttributeError(
                f"module {module.__name__!r} has no attribute {asked!r}. {_MISSING[module][asked]}", name=asked
            )
        if before is not None:
            return before(asked)
        raise AttributeError(f"module {module.__name__!r} has no attribute {asked!r}", name=asked, obj=module)

    module.__getattr__ = attribute


def _refuse(kind, number, text):
    def refuse(*_, **__):
        raise kind(number, text)

    return refuse


def install():
    for module, names in _MISSING.items():
        for name in names:
            # Some are there and do nothing, or fail without a word.
            vars(module).pop(name, None)
        _describe(module)
    no_network = _refuse(OSError, errno.ENETUNREACH, NETWORK)
    for name in ("bind", "connect", "connect_ex", "listen", "sendto"):
        setattr(socket.socket, name, no_network)
    for name in ("create_connection", "create_server", "getaddrinfo", "gethostbyname", "socketpair"):
        setattr(socket, name, no_network)
    no_programs = _refuse(OSError, errno.ENOTSUP, PROGRAMS)
    subprocess.Popen.__init__ = no_programs
    subprocess.Popen.__del__ = lambda self: None
    os.system = os.popen = no_programs
    for name in dir(os):
        if name.startswith(("exec", "spawn")):
            setattr(os, name, no_programs)
