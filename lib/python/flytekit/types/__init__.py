"""Types of values beyond Python's own."""
