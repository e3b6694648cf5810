"""`multiprocessing` and `concurrent.futures` on workers. The caller's side is CPython's own code where it can be."""
