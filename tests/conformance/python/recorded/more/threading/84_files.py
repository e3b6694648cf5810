# Exercises: a config loader with file errors, logging, context managers, retries, JSON and CSV, warnings, traceback text, threads that fail.
# case: {"main": true}
import configparser
import contextlib
import csv
import io
import json
import logging
import os
import shutil
import sys
import tempfile
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s", stream=sys.stdout)
log = logging.getLogger("loader")


def load(path):
    try:
        return json.loads(Path(path).read_text())
    except FileNotFoundError as error:
        log.error("cannot load: %s", error)
        return None
    except json.JSONDecodeError as error:
        log.warning("bad json: %s (line %d)", error.msg, error.lineno)
        return {}
    finally:
        log.info("done with %s", os.path.basename(path))


@contextlib.contextmanager
def workspace():
    folder = tempfile.mkdtemp(prefix="ws")
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder)
        print("removed", not os.path.exists(folder))


def attempt(what):
    try:
        print("ok", what())
    except OSError as error:
        print(type(error).__name__, error.errno, error.strerror, os.path.basename(error.filename or ""))
    except Exception as error:
        print(type(error).__name__, error)


def main():
    print(load("/etc/none/config.json"))
    with workspace() as root:
        (root / "good.json").write_text('{"a": [1, 2]}')
        (root / "bad.json").write_text("{oops")
        with ThreadPoolExecutor(2) as pool:
            print(list(pool.map(lambda n: load(root / n), ["good.json"])), load(root / "bad.json"))
        attempt(lambda: (root / "good.json").mkdir())
        attempt(lambda: (root / "none" / "x").touch())
        attempt(lambda: os.rmdir(root))
        attempt(lambda: (root / "good.json" / "x").read_text())
        attempt(lambda: open(root))
        attempt(lambda: os.listdir(root / "nothing"))
        attempt(lambda: sorted(p.name for p in root.iterdir()))
        attempt(lambda: (root / "good.json").rename(root / "moved.json").name)
        attempt(lambda: shutil.copy(root / "absent", root / "b"))
        attempt(lambda: open("", "r"))
        attempt(lambda: int("x"))
        attempt(lambda: {}["key"])
        attempt(lambda: [][1])
        attempt(lambda: None.attribute)
        attempt(lambda: "a" + 1)
        buffer = io.StringIO()
        writer = csv.writer(buffer)
        writer.writerows([["a", "b"], [1, "x,y"]])
        print(repr(buffer.getvalue()))
        parser = configparser.ConfigParser()
        parser.read_string("[s]\nk = 1")
        print(parser.getint("s", "k"), parser.sections())
    errors = []

    def work():
        try:
            raise RuntimeError("in thread")
        except RuntimeError:
            errors.append(traceback.format_exc().splitlines()[-1])

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    print(errors)
    try:
        open("/no/file")
    except FileNotFoundError:
        lines = traceback.format_exc().splitlines()
        print(lines[0], len(lines) <= 6, lines[-1])


if __name__ == "__main__":
    main()
