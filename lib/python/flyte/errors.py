"""Flyte's exceptions. What a task raises reaches its caller as one of these."""

from typing import Literal

ErrorKind = Literal["system", "unknown", "user"]


def _rebuild(kind, args, state):
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class BaseRuntimeError(RuntimeError):
    """What has failed in a task. `code` is the name of the user's exception class."""

    def __init__(self, code: str, kind: ErrorKind, root_cause_message: str, worker: str | None = None):
        super().__init__(root_cause_message)
        self.code = code
        self.kind = kind
        self.worker = worker

    def __reduce__(self):
        return (_rebuild, (type(self), self.args, self.__dict__))

    def _reraise(self, *_args):
        """Of a map's results: whoever calculates with a failure finds out about it."""
        raise self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _reraise
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = _reraise


class InitializationError(BaseRuntimeError):
    """Flyte has not been initialized, or not rightly."""


class RuntimeSystemError(BaseRuntimeError):
    def __init__(self, code: str, message: str, worker: str | None = None):
        super().__init__(code, "system", message, worker)


class UnionRpcError(RuntimeSystemError):
    pass


class RuntimeUserError(BaseRuntimeError):
    def __init__(self, code: str, message: str, worker: str | None = None):
        super().__init__(code, "user", message, worker)


class RuntimeUnknownError(BaseRuntimeError):
    def __init__(self, code: str, message: str, worker: str | None = None):
        super().__init__(code, "unknown", message, worker)


class OOMError(RuntimeUserError):
    pass


class TaskInterruptedError(RuntimeUserError):
    pass


class PrimaryContainerNotFoundError(RuntimeUserError):
    pass


class TaskTimeoutError(RuntimeUserError):
    def __init__(self, message: str, code: str = "TaskTimeoutError"):
        super().__init__(code, message, "user")


class MaxQueuedTimeExceededError(TaskTimeoutError):
    def __init__(self, message: str):
        super().__init__(message, code="MaxQueuedTimeExceededError")


class MaxRuntimeExceededError(TaskTimeoutError):
    def __init__(self, message: str):
        super().__init__(message, code="MaxRuntimeExceededError")


class DeadlineExceededError(TaskTimeoutError):
    def __init__(self, message: str):
        super().__init__(message, code="DeadlineExceededError")


class RetriesExhaustedError(RuntimeUserError):
    pass


class InvalidImageNameError(RuntimeUserError):
    pass


class ImagePullBackOffError(RuntimeUserError):
    pass


class CustomError(RuntimeUserError):
    """A user's exception, by the name of its class."""

    def __init__(self, code: str, message: str):
        super().__init__(code, message, "user")

    @classmethod
    def from_exception(cls, e: Exception):
        made = cls(type(e).__name__, str(e))
        made.__cause__ = e
        return made


class NotInTaskContextError(RuntimeUserError):
    pass


class ActionNotFoundError(RuntimeError):
    pass


class _Coded(RuntimeUserError):
    """Its code is the name of its class."""

    def __init__(self, message: str):
        super().__init__(type(self).__name__, message, "user")


class RemoteTaskNotFoundError(_Coded):
    CODE = "RemoteTaskNotFoundError"


class RemoteTaskUsageError(_Coded):
    CODE = "RemoteTaskUsageError"


class RuntimeDataValidationError(RuntimeUserError):
    def __init__(self, var: str, e: Exception | str, task_name: str = ""):
        text = f"In task {task_name} variable {var}, failed to serialize/deserialize because of {e}"
        super().__init__("DataValidationError", text)


class DeploymentError(_Coded):
    pass


class ImageBuildError(_Coded):
    pass


class ModuleLoadError(_Coded):
    pass


class InlineIOMaxBytesBreached(_Coded):
    pass


class ActionAbortedError(_Coded):
    pass


class SlowDownError(_Coded):
    pass


class OnlyAsyncIOSupportedError(_Coded):
    pass


class ParameterMaterializationError(_Coded):
    pass


class CodeBundleError(_Coded):
    pass


class SyncTaskCallInAsyncContextError(_Coded):
    pass


class TraceDoesNotAllowNestedTasksError(RuntimeUserError):
    def __init__(self, message: str):
        super().__init__("TraceDoesNotAllowNestedTasksError", message)


class NonRecoverableError(RuntimeUserError):
    """Raised in a task: no further attempt."""

    __fanout_final__ = True

    def __init__(self, message: str, code: str = "NonRecoverableError"):
        super().__init__(code, message)
