"""Dagster's errors."""

import functools


class DagsterError(Exception):
    """Base of what Dagster itself raises."""


class DagsterInvalidDefinitionError(DagsterError):
    """A definition breaks a rule."""


class DagsterInvalidSubsetError(DagsterError):
    """What is selected is not there."""


class DagsterInvalidConfigDefinitionError(DagsterError):
    """A config schema is none."""


class DagsterInvariantViolationError(DagsterError):
    """A rule was broken while something ran."""


class CheckError(Exception):
    """An argument is of the wrong kind."""


class ParameterCheckError(CheckError):
    """As `CheckError`, of a parameter."""


class DagsterStepOutputNotFoundError(DagsterError):
    def __init__(self, *args, step_key="", output_name=""):
        self.step_key = step_key
        self.output_name = output_name
        super().__init__(*args)


class DagsterUserCodeExecutionError(DagsterError):
    """Around an exception of the program's own code. @param user_exception that one"""

    def __init__(self, message, user_exception=None, **about):
        super().__init__(message)
        self.user_exception = user_exception
        for name, value in about.items():
            setattr(self, name, value)

    def __reduce__(self):
        return functools.partial(type(self), **self.__dict__), self.args


class DagsterTypeCheckError(DagsterUserCodeExecutionError):
    """A type check raised."""


class DagsterExecutionLoadInputError(DagsterUserCodeExecutionError):
    """An input could not be loaded."""


class DagsterExecutionHandleOutputError(DagsterUserCodeExecutionError):
    """An output could not be stored."""


class DagsterExecutionStepExecutionError(DagsterUserCodeExecutionError):
    """An op raised."""


class DagsterResourceFunctionError(DagsterUserCodeExecutionError):
    """A resource could not be made."""


class DagsterConfigMappingFunctionError(DagsterUserCodeExecutionError):
    """A config mapping raised."""


class HookExecutionError(DagsterUserCodeExecutionError):
    """A hook raised."""


class DagsterUnknownResourceError(DagsterError, AttributeError):
    def __init__(self, resource_name):
        self.resource_name = resource_name
        super().__init__(
            f"Unknown resource `{resource_name}`. Specify `{resource_name}` as a required resource "
            "on the compute / config function that accessed it."
        )

    def __reduce__(self):
        return type(self), (self.resource_name,), self.__dict__


class DagsterUnknownPartitionError(DagsterError):
    pass


class DagsterInvalidInvocationError(DagsterError):
    """An op is called in the wrong way."""


class DagsterInvalidConfigError(DagsterError):
    """Run config does not fit. @param errors messages"""

    def __init__(self, preamble, errors, config_value=None):
        self.preamble = preamble
        self.errors = self.error_messages = list(errors)
        self.config_value = config_value
        self.message = preamble + "".join(f"\n    Error {i + 1}: {error}" for i, error in enumerate(self.errors))
        super().__init__(self.message)

    def __reduce__(self):
        return type(self), (self.preamble, self.errors, self.config_value), self.__dict__


class DagsterUnmetExecutorRequirementsError(DagsterError):
    """An executor cannot run this job."""


class DagsterMaxRetriesExceededError(DagsterError):
    """A step has failed once more than it may."""


class DagsterTypeCheckDidNotPass(DagsterError):
    def __init__(self, description=None, metadata=None, dagster_type=None):
        super().__init__(description)
        self.description = description
        self.metadata = metadata or {}
        self.dagster_type = dagster_type

    def __reduce__(self):
        return (
            type(self),
            (self.description, self.metadata),
            {k: v for k, v in self.__dict__.items() if k != "dagster_type"},
        )


class DagsterAssetCheckFailedError(DagsterError):
    """A blocking asset check failed."""


class DagsterInvalidMetadata(DagsterError):
    """Metadata of a type that Dagster does not know."""


class DagsterInvalidPropertyError(DagsterError):
    """A context has no such property."""
