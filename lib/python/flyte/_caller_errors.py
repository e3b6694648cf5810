"""What a task raised, as its caller sees it."""

from .errors import (
    BaseRuntimeError,
    DeadlineExceededError,
    ImagePullBackOffError,
    InvalidImageNameError,
    MaxQueuedTimeExceededError,
    MaxRuntimeExceededError,
    OOMError,
    PrimaryContainerNotFoundError,
    RetriesExhaustedError,
    RuntimeDataValidationError,
    RuntimeSystemError,
    RuntimeUnknownError,
    RuntimeUserError,
    TaskInterruptedError,
    TaskTimeoutError,
)

_TIMEOUTS = {each.__name__: each for each in (MaxQueuedTimeExceededError, MaxRuntimeExceededError)} | {
    "DeadlineExceededError": DeadlineExceededError,
    "TaskTimeoutError": TaskTimeoutError,
}
_PARTS = {
    "OOM": OOMError,
    "Interrupted": TaskInterruptedError,
    "PrimaryContainerNotFound": PrimaryContainerNotFoundError,
    "RetriesExhausted": RetriesExhaustedError,
    "Unknown": RuntimeUnknownError,
    "InvalidImageName": InvalidImageNameError,
    "ImagePullBackOff": ImagePullBackOffError,
}


def as_caller_sees(error: BaseException, code: str | None = None) -> BaseRuntimeError:
    """The exception that a task's caller gets. @param code name of the class, where that is not the exception's own"""
    if isinstance(error, RuntimeDataValidationError):
        return error
    if isinstance(error, RuntimeSystemError):
        return RuntimeSystemError(error.code, str(error), error.worker)
    if isinstance(error, RuntimeUnknownError):
        return RuntimeUnknownError(error.code, str(error), error.worker)
    code = error.code if isinstance(error, BaseRuntimeError) else code or type(error).__name__
    if code in _TIMEOUTS:
        return _TIMEOUTS[code](str(error))
    for part, kind in _PARTS.items():
        if part in (code.upper() if part == "OOM" else code):
            return kind(code, str(error), getattr(error, "worker", None))
    return RuntimeUserError(code, str(error), getattr(error, "worker", None))
