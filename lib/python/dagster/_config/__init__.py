"""Part of Fanout's Dagster."""
