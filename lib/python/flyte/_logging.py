"""Flyte's loggers."""

import logging

from _flyte.logs import make

logger = make("flyte", logging.WARNING, "flyte")
user_logger = make("flyte.user", logging.INFO, "flyte.user")
