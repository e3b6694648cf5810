"""Which code is the user's."""

import os
import traceback

PROGRAM = "/home/pyodide/main.py"
_OURS = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep


def is_ours(filename):
    """A frame of Fanout's, or of what runs Python: tracebacks leave it out."""
    return filename.startswith((_OURS, "/lib/python314.zip/pyodide/", "/lib/python314.zip/_pyodide/"))


def line_of(error):
    """The line of the program at which an exception was raised; None where that is not known."""
    if isinstance(error, SyntaxError) and error.filename == PROGRAM:
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno for frame in reversed(frames) if frame.filename == PROGRAM), None)
