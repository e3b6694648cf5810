# Exercises: excepthook, Timer, local, daemon, Condition, Semaphore, Barrier, RLock, enumerate, a race on a plain counter with a lock.
# case: {"main": true}
import queue
import threading
import time

local = threading.local()
lock = threading.Lock()
count = 0


def add(n):
    global count
    local.n = n
    for _ in range(n):
        with lock:
            count += 1
    assert local.n == n


def fail():
    raise ValueError("in thread")


def producer(q, n):
    for i in range(n):
        q.put(i)
    q.put(None)


if __name__ == "__main__":
    threads = [threading.Thread(target=add, args=(1000,), name=f"t{i}") for i in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(count, hasattr(local, "n"), [t.name for t in threads])
    seen = []
    threading.excepthook = lambda args: seen.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))
    t = threading.Thread(target=fail, name="failing")
    t.start()
    t.join()
    print(seen, t.is_alive())
    fired = threading.Event()
    timer = threading.Timer(0.01, fired.set)
    timer.start()
    print(fired.wait(5), timer.is_alive() in (True, False))
    cancelled = threading.Timer(5, fired.clear)
    cancelled.start()
    cancelled.cancel()
    cancelled.join()
    print(fired.is_set())
    q = queue.Queue(2)
    threading.Thread(target=producer, args=(q, 5), daemon=True).start()
    print(list(iter(q.get, None)))
    sem = threading.BoundedSemaphore(2)
    with sem:
        print(sem.acquire(blocking=False), sem.acquire(blocking=False))
        sem.release()
    try:
        sem.release()
    except ValueError as error:
        print(error)
    rlock = threading.RLock()
    with rlock, rlock:
        print("twice")
    for bad in (lambda: rlock.release(), lambda: threading.Lock().release()):
        try:
            bad()
        except RuntimeError as error:
            print(error)
    try:
        threads[0].start()
    except RuntimeError as error:
        print(error)
    try:
        threading.current_thread().join()
    except RuntimeError as error:
        print(error)
    cond, items = threading.Condition(), []

    def take():
        with cond:
            cond.wait_for(lambda: items)
            items.pop()

    takers = [threading.Thread(target=take) for _ in range(3)]
    for t in takers:
        t.start()
    for i in range(3):
        with cond:
            items.append(i)
            cond.notify()
        time.sleep(0.001)
    for t in takers:
        t.join()
    print(items, threading.main_thread() is threading.current_thread(), threading.active_count())
