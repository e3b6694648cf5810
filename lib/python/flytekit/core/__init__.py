"""Tasks, workflows and what runs them."""
