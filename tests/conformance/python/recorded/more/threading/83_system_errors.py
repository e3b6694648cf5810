# Exercises: errors of files with Linux's numbers and texts, made by Python and by the program, copied and pickled.
# case: {"main": true}
import copy
import errno
import os
import pathlib
import pickle
import shutil
import sys


def show(name, what):
    try:
        print(name, what())
    except OSError as error:
        kind = type(error)
        print(name, kind.__name__, kind, error.__class__, repr(error), error, error.errno, error.filename)
        print(kind == FileNotFoundError, {FileNotFoundError: 1}.get(kind), error.__reduce__()[0])
        print(pickle.loads(pickle.dumps(error)), repr(copy.copy(error)))


def throw(error):
    raise error


show("open", lambda: open("/nope/x"))
show("open2", lambda: open("nope.txt"))
show("isdir", lambda: open("/"))
show("mkdir", lambda: os.mkdir("/"))
show("rmdir", lambda: os.rmdir("/nope"))
show("path", lambda: pathlib.Path("nope").read_text())
show("errno", lambda: (errno.ENOENT, errno.EACCES, errno.EEXIST, errno.EAGAIN, errno.EPIPE, errno.ECONNREFUSED, errno.ETIMEDOUT, errno.errorcode[2]))
show("oserror", lambda: throw(OSError(2, "gone")))
show("oserror2", lambda: throw(OSError(errno.ENOENT, os.strerror(errno.ENOENT), "file")))
show("oserror3", lambda: throw(FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "file")))
show("oserror4", lambda: throw(OSError(28, "No space left on device")))
show("oserror5", lambda: throw(OSError(13, "denied")))
show("oserror6", lambda: throw(OSError("just text")))
show("oserror7", lambda: throw(OSError(17, "x")))
show("oserror8", lambda: throw(FileNotFoundError("just text")))
show("oserror9", lambda: throw(OSError(9999, "x")))
show("oserror10", lambda: throw(OSError()))
show("strerror", lambda: (os.strerror(2), os.strerror(13), os.strerror(17), os.strerror(111)))
show("conn", lambda: throw(OSError(errno.ECONNREFUSED, "refused")))
show("conn2", lambda: throw(OSError(111, "refused")))
show("argv", lambda: [len(os.path.basename(a)) > 0 for a in sys.argv])
show("shutil", lambda: shutil.rmtree("/nope"))
show("rename", lambda: os.rename("/nope","/n2"))
show("exist_ok", lambda: os.makedirs("made/a", exist_ok=True))
show("exist_ok", lambda: os.makedirs("made/a", exist_ok=True))
show("exist", lambda: os.makedirs("made/a"))
show("notempty", lambda: os.rmdir("made"))
show("notdir", lambda: open("made/a/b", "w").write("x"))
show("notdir", lambda: open("made/a/b/c"))
show("listdir", lambda: os.listdir("made/a/b"))
show("missing_ok", lambda: pathlib.Path("made/zz").unlink(missing_ok=True))
show("unlink", lambda: pathlib.Path("made/zz").unlink())
show("exists", lambda: (pathlib.Path("made/zz").exists(), os.path.isdir("made")))
show("closed", lambda: os.close(99))
show("rmtree", lambda: shutil.rmtree("made"))
try:
    try:
        open("zzz")
    except FileNotFoundError as error:
        raise RuntimeError("wrapped") from error
except RuntimeError as error:
    print(repr(error.__cause__))
