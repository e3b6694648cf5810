"""
Linux's numbers of errors, and its texts. The C library of this Python has others, so that a file that is not there was
"[Errno 44]", and `OSError(2, …)` a `PermissionError`.
"""

import builtins
import errno
import gc
import os
import sys

# By their numbers, from 1. A dash is a number that is not used.
_NAMES = """
EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV
ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE EDEADLK
ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP - ENOMSG EIDRM ECHRNG EL2NSYNC EL3HLT EL3RST ELNRNG EUNATCH ENOCSI EL2HLT
EBADE EBADR EXFULL ENOANO EBADRQC EBADSLT - EBFONT ENOSTR ENODATA ETIME ENOSR ENONET ENOPKG EREMOTE ENOLINK EADV
ESRMNT ECOMM EPROTO EMULTIHOP EDOTDOT EBADMSG EOVERFLOW ENOTUNIQ EBADFD EREMCHG ELIBACC ELIBBAD ELIBSCN ELIBMAX
ELIBEXEC EILSEQ ERESTART ESTRPIPE EUSERS ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT
ESOCKTNOSUPPORT ENOTSUP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET ECONNABORTED
ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY
EINPROGRESS ESTALE EUCLEAN ENOTNAM ENAVAIL EISNAM EREMOTEIO EDQUOT ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY EKEYEXPIRED
EKEYREVOKED EKEYREJECTED EOWNERDEAD ENOTRECOVERABLE ERFKILL EHWPOISON
"""
_SAME = {"EWOULDBLOCK": "EAGAIN", "EDEADLOCK": "EDEADLK", "EOPNOTSUPP": "ENOTSUP"}
# Where Linux's text is another.
_TEXTS = {
    "EADDRINUSE": "Address already in use", "EADDRNOTAVAIL": "Cannot assign requested address",
    "EBUSY": "Device or resource busy", "ECHILD": "No child processes",
    "ECONNABORTED": "Software caused connection abort", "EDEADLK": "Resource deadlock avoided",
    "EDOM": "Numerical argument out of domain", "EDQUOT": "Disk quota exceeded", "EHOSTUNREACH": "No route to host",
    "EINPROGRESS": "Operation now in progress", "EIO": "Input/output error",
    "EISCONN": "Transport endpoint is already connected", "ELOOP": "Too many levels of symbolic links",
    "EMFILE": "Too many open files", "EMSGSIZE": "Message too long", "ENAMETOOLONG": "File name too long",
    "ENETUNREACH": "Network is unreachable", "ENOMEM": "Cannot allocate memory",
    "ENOTCONN": "Transport endpoint is not connected", "ENOTSOCK": "Socket operation on non-socket",
    "ENOTSUP": "Operation not supported", "ENOTTY": "Inappropriate ioctl for device",
    "ERANGE": "Numerical result out of range", "ESHUTDOWN": "Cannot send after transport endpoint shutdown",
    "ESPIPE": "Illegal seek", "ETIMEDOUT": "Connection timed out", "EXDEV": "Invalid cross-device link",
}  # fmt: skip
# Whose numbers mean them where C raises here, whatever Linux has at these numbers.
_RAISED = (
    "ENOENT EEXIST EISDIR ENOTDIR ENOTEMPTY EINVAL EBADF ENOSPC EPERM EPIPE ESPIPE EROFS EMFILE ENOTSUP ENOSYS "
    "ENAMETOOLONG EBUSY EXDEV ENOTCONN ETIMEDOUT ECHILD"
)


class _Kind(type):
    """Of subclasses of Python's errors that compare equal to the class they extend."""

    def __eq__(cls, other):
        return cls is other or other is getattr(cls, "_stands_for", None)

    def __hash__(cls):
        return hash(getattr(cls, "_stands_for", None))

    def __repr__(cls):
        return repr(cls._stands_for)


def _translating(kind, own, text, number, linux):
    """@returns a class for what C raises with the number `own` and its text"""

    def __init__(self, *args):
        kind.__init__(self, *((number, linux, *args[2:]) if args[:2] == (own, text) else args))

    def __reduce__(self):
        return (kind, *kind.__reduce__(self)[1:])

    members = {"__slots__": (), "__module__": "builtins", "__doc__": kind.__doc__, "_stands_for": kind}
    methods = {"__init__": __init__, "__reduce__": __reduce__, "__class__": property(lambda _: kind)}
    return _Kind(kind.__name__, (kind,), members | methods)


def _denied(own, text):
    """The number that means "no such file" on Linux: here C raises it where it is not permitted."""

    def __init__(self, *args):
        if args[:2] == (own, text):
            raise PermissionError(_numbers["EACCES"], text, *args[2:])
        FileNotFoundError.__init__(self, *args)

    made = _translating(FileNotFoundError, own, text, own, text)
    made.__init__ = __init__
    return made


_numbers = {name: i for i, name in enumerate(_NAMES.split(), 1) if name != "-"}
_numbers |= {name: _numbers[same] for name, same in _SAME.items()}


def _by_number():
    """CPython's own table: the class of each number."""
    for found in gc.get_objects():
        if type(found) is dict and found.get(errno.ENOENT) is FileNotFoundError and errno.EACCES in found:
            return found
    raise LookupError("Python's table of errors")


def install():
    own = {name: getattr(errno, name) for name in _numbers if hasattr(errno, name)}
    texts = {name: os.strerror(number) for name, number in own.items()}
    linux = {name: _TEXTS.get(name, text) for name, text in texts.items()}
    classes = _by_number()
    of_name = {name: classes[number] for name, number in own.items() if number in classes}
    raised = {}
    for name in _RAISED.split():
        kind = of_name.get(name, OSError)
        raised[own[name]] = _translating(kind, own[name], texts[name], _numbers[name], linux[name])
    classes.clear()
    classes.update({_numbers[name]: kind for name, kind in of_name.items()})
    classes.update(raised)
    classes[own["EACCES"]] = _denied(own["EACCES"], texts["EACCES"])
    _rename(own)
    words = {_numbers[name]: text for name, text in linux.items()}

    def strerror(code, /):
        """Translate an error code to a message string."""
        return words.get(code, f"Unknown error {code}")

    os.strerror = strerror


def _rename(own):
    """The constants, in all modules that have them."""
    for module in list(sys.modules.values()):
        values = getattr(module, "__dict__", {})
        for name, number in own.items():
            if values.get(name) == number and module is not builtins:
                values[name] = _numbers[name]
    errno.errorcode.clear()
    errno.errorcode.update({number: name for name, number in _numbers.items() if name not in _SAME})
