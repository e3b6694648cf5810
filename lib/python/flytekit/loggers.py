"""flytekit's loggers."""

import logging

from _flyte.logs import make

LOGGING_RICH_FMT_ENV_VAR = "FLYTE_SDK_RICH_TRACEBACKS"

logger = make("flytekit", logging.WARNING, "flytekit")
user_space_logger = make("flytekit.user", logging.INFO, "flytekit")
