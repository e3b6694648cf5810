"""Values between steps of different workers: as an I/O manager stores them."""

import pickle


class Stored:
    """The pickle of a value. It is read by the steps that use it, and otherwise passed on."""

    def __init__(self, data):
        self.data = data

    def load(self):
        return pickle.loads(self.data)

    def __repr__(self):
        return repr(self.load())


def loaded(value):
    return value.load() if isinstance(value, Stored) else value
