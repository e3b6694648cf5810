"""Exceptions for what a program does wrong."""

from .base import FlyteException
from .base import FlyteRecoverableException as _Recoverable


class FlyteUserException(FlyteException):
    _ERROR_CODE = "USER:Unknown"


class FlyteUserRuntimeException(FlyteException):
    _ERROR_CODE = "USER:RuntimeError"

    def __init__(self, exc_value, timestamp=None):
        self._exc_value = exc_value
        super().__init__(str(exc_value), timestamp=timestamp)

    @property
    def value(self):
        return self._exc_value


class FlyteTypeException(FlyteUserException, TypeError):
    _ERROR_CODE = "USER:TypeError"

    def __init__(self, received_type, expected_type, additional_msg=None, received_value=None):
        several = " one of" if isinstance(expected_type, (list, tuple, set)) else ""
        value = "" if received_value is None else f" with value: {received_value}"
        text = f"Type error!  Received: {received_type}{value}, Expected{several}: {expected_type}. "
        super().__init__(text + (additional_msg or ""))


class FlyteValueException(FlyteUserException, ValueError):
    _ERROR_CODE = "USER:ValueError"

    def __init__(self, received_value, error_message):
        super().__init__(f"Value error!  Received: {received_value}. {error_message}")

    def __reduce__(self):
        return (_of, (type(self), self.args))


class FlyteAssertion(FlyteUserException, AssertionError):
    _ERROR_CODE = "USER:AssertionError"


class FlyteValidationException(FlyteAssertion):
    _ERROR_CODE = "USER:ValidationError"


class FlyteFailureNodeInputMismatchException(FlyteAssertion):
    _ERROR_CODE = "USER:FailureNodeInputMismatch"

    def __init__(self, failure_node_node, workflow):
        self.failure_node_node = failure_node_node
        self.workflow = workflow

    def __str__(self):
        return (
            f"Mismatched Inputs Detected\n"
            f"The failure node `{self.failure_node_node.name}` has inputs that do not align with those expected by the "
            f"workflow `{self.workflow.name}`.\n"
            f"Failure Node's Inputs: {self.failure_node_node.python_interface.inputs}\n"
            f"Workflow's Inputs: {self.workflow.python_interface.inputs}\n"
            "Action Required:\n"
            "Please ensure that all input arguments in the failure node are provided and match the expected arguments "
            "specified in the workflow."
        )


class FlyteDisapprovalException(FlyteAssertion):
    _ERROR_CODE = "USER:ResultNotApproved"


class FlyteEntityAlreadyExistsException(FlyteAssertion):
    _ERROR_CODE = "USER:EntityAlreadyExists"


class FlyteEntityNotExistException(FlyteAssertion):
    _ERROR_CODE = "USER:EntityNotExist"


class FlyteTimeout(FlyteAssertion):
    _ERROR_CODE = "USER:Timeout"


class FlyteRecoverableException(FlyteUserException, _Recoverable):
    _ERROR_CODE = "USER:Recoverable"


class FlytePromiseAttributeResolveException(FlyteAssertion):
    _ERROR_CODE = "USER:PromiseAttributeResolveError"


class FlyteCompilationException(FlyteUserException):
    _ERROR_CODE = "USER:CompileError"

    def __init__(self, fn, param_name=None):
        self.fn = fn
        self.param_name = param_name


class FlyteMissingTypeException(FlyteCompilationException):
    _ERROR_CODE = "USER:MissingTypeError"

    def __str__(self):
        return f"'{self.param_name}' has no type. Please add a type annotation to the input parameter."


class FlyteMissingReturnValueException(FlyteCompilationException):
    _ERROR_CODE = "USER:MissingReturnValueError"

    def __str__(self):
        name = self.fn.__name__
        return f"{name} function must return a value. Please add a return statement at the end of the function."


def _of(kind, args):
    made = kind.__new__(kind)
    made.args = args
    made._timestamp = None
    return made
