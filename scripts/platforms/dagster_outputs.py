"""
Compares what the steps of a run of Dagster have stored with the outputs of Fanout's run of the same program, and prints the differences.
Arguments: the run's id, a file of JSON with texts of values by the outputs' names ("words", "split:left").
"""

import ast
import json
import os
import pathlib
import pickle
import re
import sys

sys.path.insert(0, "")
# Where the classes of values are, for a program that is no module of its own.
import main

sys.modules.setdefault("__main__", main)

STEP = re.compile(r"(?P<node>[^\[]+)(?:\[(?P<key>.*)\])?$")


def stored(run):
    """Values by node and output, as a job's result in process has them: of mapped steps by their keys."""
    found = {}
    for file in sorted(run.rglob("*")):
        step, *rest = file.relative_to(run).parts
        if not file.is_file() or not rest or step == "compute_logs":
            continue
        named = STEP.match(step)
        output, *keys = rest
        key = [each for each in [named["key"], *keys] if each is not None]
        name = named["node"] if output == "result" else f"{named['node']}:{output}"
        value = pickle.loads(file.read_bytes())
        if key:
            found.setdefault(name, {})[",".join(key)] = value
        else:
            found[name] = value
    return found


def is_same(text, value):
    if repr(value) == text:
        return True
    try:
        # Mapped steps have no order.
        return ast.literal_eval(text) == value
    except (SyntaxError, ValueError):
        return re.sub(r"0x[0-9a-f]+", "", repr(value)) == re.sub(r"0x[0-9a-f]+", "", text)


def compare():
    real = stored(pathlib.Path(os.environ["DAGSTER_HOME"]) / "storage" / sys.argv[1])
    own = json.loads(pathlib.Path(sys.argv[2]).read_text())
    for name in sorted({*real, *own}):
        if name not in own or name not in real:
            # What gives nothing is stored as None by one, and not at all by the other.
            if own.get(name, "None") != "None" or real.get(name) is not None:
                print(f"output of {name}: {own.get(name)} in Fanout, {real.get(name)!r} in Dagster")
        elif not is_same(own[name], real[name]):
            print(f"output of {name}: {own[name]} in Fanout, {real[name]!r} in Dagster")
    print(f"{len(real)} outputs")


compare()
