"""What programs without a platform do: what they give, print and raise."""

import platform


def version():
    return platform.python_version()


class Watch:
    def is_started(self):
        return True

    def has_entry(self, _):
        return False

    def run_entry(self, *_):
        raise LookupError("A program without a platform has no entry.")

    def found(self):
        return {"log": [], "outputs": {}}
