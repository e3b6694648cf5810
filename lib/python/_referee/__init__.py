"""Runs a program and writes down what happened, with Fanout's libraries (`here`) or the real ones (`real`)."""
