"""`multiprocessing` and `concurrent.futures` on Fanout's workers. The caller's side is CPython's own code where that can be."""
