import enum

class WorkflowFailurePolicy(enum.Enum):
    FAIL_IMMEDIATELY = 0
    FAIL_AFTER_EXECUTABLE_NODES_COMPLETE = 1
