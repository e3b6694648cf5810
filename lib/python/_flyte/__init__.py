"""What both versions of Flyte's SDK are built on: types of values, calls of the engine, settings, refusals."""
