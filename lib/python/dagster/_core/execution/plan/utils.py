"""Retries that a policy asks for."""

from ...definitions.events import RetryRequested


class RetryRequestedFromPolicy(RetryRequested):
    """The policy asks for it, not the op."""
