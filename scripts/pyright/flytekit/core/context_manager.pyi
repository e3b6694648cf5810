from datetime import datetime
from logging import Logger
from typing import Any

class ExecutionParameters:
    execution_id: Any
    task_id: Any
    execution_date: datetime
    working_directory: str
    logging: Logger
    secrets: Any

def current_context() -> ExecutionParameters:
    """What a task can know of itself."""

class FlyteContext:
    execution_state: Any
    user_space_params: ExecutionParameters | None
    def __getattr__(self, name: str) -> Any: ...

class FlyteContextManager:
    @staticmethod
    def current_context() -> FlyteContext: ...
