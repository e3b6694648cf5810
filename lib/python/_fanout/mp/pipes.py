"""
`multiprocessing.Pipe` and `multiprocessing.connection`: two queues of the engine. An end is closed once all who have it
have closed it, or have ended.
"""

import collections
import multiprocessing
import pickle
import time
import weakref
from multiprocessing import connection, context, managers, reduction

from .. import host, memory
from ..errors import QueueClosed
from ..queues import HeldQueue as Queue
from .tokens import Tokens

# What is got where the other end is closed. Nobody sends an empty pickle.
_EOF = b""
# Of this process.
_open = weakref.WeakSet()
# Ends that are being given to a process.
passed: list = []


class Connection:
    """One end. @param readable, writable as in CPython"""

    def __init__(self, incoming, outgoing, readable=True, writable=True, holders=None):
        self._incoming = incoming
        self._outgoing = outgoing
        self.readable = readable
        self.writable = writable
        self._holders = holders or Tokens(1)
        self._found = collections.deque()
        self.closed = False
        _open.add(self)

    def __reduce__(self):
        self._check_closed()
        self._holders.give()
        if context.get_spawning_popen() is not None:
            passed.append(self)
        return (Connection, (self._incoming, self._outgoing, self.readable, self.writable, self._holders))

    def _check_closed(self):
        if self.closed:
            raise OSError("handle is closed")

    def _check_readable(self):
        self._check_closed()
        if not self.readable:
            raise OSError("connection is write-only")

    def _check_writable(self):
        self._check_closed()
        if not self.writable:
            raise OSError("connection is read-only")

    def fileno(self):
        self._check_closed()
        return id(self) % 1000 + 3

    def send(self, obj):
        self._check_writable()
        self._put(bytes(reduction.ForkingPickler.dumps(obj)))

    def send_bytes(self, buf, offset=0, size=None):
        self._check_writable()
        view = memoryview(buf).cast("B")
        if offset < 0:
            raise ValueError("offset is negative")
        if len(view) < offset:
            raise ValueError("buffer length < offset")
        if size is None:
            size = len(view) - offset
        elif size < 0:
            raise ValueError("size is negative")
        elif offset + size > len(view):
            raise ValueError("buffer length < offset + size")
        self._put(bytes(view[offset : offset + size]))

    def _put(self, data):
        memory.share()
        try:
            self._outgoing.put((data,)).wait()
        except QueueClosed:
            raise BrokenPipeError(32, "Broken pipe") from None

    def _get(self):
        if self._found:
            data = self._found.popleft()
        else:
            try:
                data = self._incoming.get().wait()
            except QueueClosed:
                data = _EOF
        if data == _EOF:
            self._found.append(_EOF)
            raise EOFError
        memory.share()
        return data[0]

    def recv(self):
        self._check_readable()
        return pickle.loads(self._get())

    def recv_bytes(self, maxlength=None):
        self._check_readable()
        if maxlength is not None and maxlength < 0:
            raise ValueError("negative maxlength")
        data = self._get()
        if maxlength is not None and len(data) > maxlength:
            self.close()
            raise OSError("bad message length")
        return data

    def recv_bytes_into(self, buf, offset=0):
        self._check_readable()
        data = self._get()
        view = memoryview(buf).cast("B")
        if offset < 0:
            raise ValueError("negative offset")
        if offset > len(view):
            raise ValueError("offset too large")
        if len(view) < offset + len(data):
            raise multiprocessing.BufferTooShort(data)
        view[offset : offset + len(data)] = data
        return len(data)

    def poll(self, timeout=0.0):
        self._check_readable()
        if not self._found and not self._incoming.size().wait():
            if timeout is not None and timeout <= 0:
                return False
            is_found, data = self._incoming.take(timeout).wait()
            if not is_found:
                return False
            self._found.append(data)
        return True

    def close(self):
        if not self.closed:
            self.closed = True
            self.release()

    def release(self):
        """One of those who have this end has it no more."""
        self._holders.take(0)
        if self._holders.count():
            return
        if self.writable:
            # Whether anybody is left to read it does not matter.
            self._outgoing.put(_EOF)
        if self.readable:
            self._incoming.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def close_all():
    """The process ends."""
    for each in list(_open):
        if not each.closed:
            each.close()


def Pipe(duplex=True):
    there, back = (Queue(_id=host.api.newQueueId()) for _ in range(2))
    if duplex:
        return Connection(back, there), Connection(there, back)
    return Connection(there, there, writable=False), Connection(there, there, readable=False)


def wait(object_list, timeout=None):
    """`multiprocessing.connection.wait`, by looking now and then."""
    objects = list(object_list)
    end = None if timeout is None else time.monotonic() + timeout
    pause = 0.001
    # Whatever is ready already, others may become so only where this stack waits.
    time.sleep(0)
    while True:
        ready = [each for each in objects if _is_ready(each)]
        if ready or (end is not None and time.monotonic() >= end):
            return ready
        time.sleep(pause if end is None else max(0, min(pause, end - time.monotonic())))
        pause = min(0.02, pause * 1.5)


def _is_ready(each):
    if isinstance(each, Connection):
        return each.poll(0)
    return each.done()


def _queues(address):
    """Of a listener's address: who wants to connect, and whether anybody listens."""
    if isinstance(address, tuple):
        host_name, port = address[:2]
        address = f"{'localhost' if host_name in _LOCAL else host_name}:{port}"
    return Queue(_id=f"listener {address}"), Queue(_id=f"listening {address}")


# Of Linux: those of this platform are others.
_IN_USE, _REFUSED = 98, 111
_LOCAL = ("", "127.0.0.1", "0.0.0.0", "::1")


class Listener:
    """Its address is known in all processes of the program."""

    def __init__(self, address=None, family=None, backlog=1, authkey=None):
        if authkey is not None and not isinstance(authkey, bytes):
            raise TypeError("authkey should be a byte string")
        if address is None:
            address = f"/tmp/listener-{host.api.newQueueId()}"
        elif isinstance(address, tuple) and address[1] == 0:
            address = (address[0], 32_768 + int(host.api.newQueueId().split("-")[0]) % 28_000)
        self._queue, self._listening = _queues(address)
        if self._listening.size().wait():
            raise OSError(_IN_USE, "Address already in use")
        self._listening.put(True)
        self.address = address
        self.last_accepted = None
        self._is_open = True

    def accept(self):
        if not self._is_open:
            raise OSError("listener is closed")
        return pickle.loads(self._queue.get().wait())

    def close(self):
        if self._is_open:
            self._is_open = False
            self._listening.take(0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def Client(address, family=None, authkey=None):
    if authkey is not None and not isinstance(authkey, bytes):
        raise TypeError("authkey should be a byte string")
    queue, listening = _queues(address)
    if not listening.size().wait():
        raise ConnectionRefusedError(_REFUSED, "Connection refused")
    mine, theirs = Pipe()
    queue.put(pickle.dumps(theirs))
    theirs.close()
    return mine


def install():
    def make(self, duplex=True):
        return Pipe(duplex)

    context.BaseContext.Pipe = make
    multiprocessing.Pipe = context._default_context.Pipe
    Connection.__module__ = connection.__name__
    connection.Pipe, connection.Connection, connection.wait = Pipe, Connection, wait
    connection.Listener, connection.Client = Listener, Client
    # There is nobody else who could connect.
    connection.deliver_challenge = connection.answer_challenge = lambda connection, authkey: None
    managers.listener_client["pickle"] = (Listener, Client)
