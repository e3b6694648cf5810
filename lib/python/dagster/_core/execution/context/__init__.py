"""What ops are given of their run."""
