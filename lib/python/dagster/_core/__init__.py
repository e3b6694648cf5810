"""Named as in Dagster, so that tracebacks and messages name its classes as Dagster does."""
