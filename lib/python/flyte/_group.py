"""Groups: a name around the calls that are made inside."""

from contextlib import contextmanager

from _fanout.tree import Node

from ._context import GroupData, entered, task_context


@contextmanager
def group(name: str):
    context = task_context()
    if context is None:
        yield
        return
    node = Node("group", name)
    failed = None
    try:
        with node.entered(), entered(context.replace(group_data=GroupData(name))):
            yield
    except BaseException as error:
        failed = error
        raise
    finally:
        node.end(failed)
