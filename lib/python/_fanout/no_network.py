"""What an event loop has for sockets, pipes and files that it watches: refused in words, where it is asked for."""

import asyncio
import errno

from .refused import NETWORK

PIPES = "There are no pipes of the system in a browser. Use an `asyncio.Queue`, or a `multiprocessing.Pipe`."
_AWAITED = (
    "create_server", "create_connection", "create_datagram_endpoint", "create_unix_server", "create_unix_connection",
    "connect_accepted_socket", "sock_connect", "sock_accept", "sock_recv", "sock_recv_into", "sock_recvfrom",
    "sock_sendall", "sock_sendto", "sock_sendfile", "sendfile", "start_tls",
)  # fmt: skip
_PIPES = ("connect_read_pipe", "connect_write_pipe")
_WATCHES = ("add_reader", "add_writer", "remove_reader", "remove_writer")


def _awaited(number, text):
    async def refuse(*_, **__):
        raise OSError(number, text)

    return refuse


def _plain(*_, **__):
    raise OSError(errno.ENOTSUP, PIPES)


def refuse_in(loop):
    """@param loop the class of the program's loops"""
    for name in _AWAITED:
        setattr(loop, name, _awaited(errno.ENETUNREACH, NETWORK))
    for name in _PIPES:
        setattr(loop, name, _awaited(errno.ENOTSUP, PIPES))
    for name in _WATCHES:
        setattr(loop, name, _plain)
    # Linux has them, and Python here does not.
    for name in ("start_unix_server", "open_unix_connection"):
        setattr(asyncio, name, _awaited(errno.ENETUNREACH, NETWORK))
    asyncio.start_server = asyncio.streams.start_server = _awaited(errno.ENETUNREACH, NETWORK)
    asyncio.open_connection = asyncio.streams.open_connection = _awaited(errno.ENETUNREACH, NETWORK)
