"""Exceptions of flytekit."""
