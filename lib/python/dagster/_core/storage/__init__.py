"""As in Dagster: where values are kept between steps."""
