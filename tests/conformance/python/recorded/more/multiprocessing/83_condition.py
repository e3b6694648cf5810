# Exercises: Condition and Barrier across processes, wait_for, an action, a broken barrier.
# case: {"main": true, "any": ["stdout"], "start": ["spawn"]}
import threading
from multiprocessing import Barrier, Condition, Process, Value


def consume(cond, ready, i):
    with cond:
        ok = cond.wait_for(lambda: ready.value > 0, timeout=20)
        ready.value -= 1
    print("consumer", i, ok)


def action():
    print("action")


def meet(barrier, i):
    n = barrier.wait()
    print("met", barrier.parties, n in (0, 1, 2))


def late(barrier):
    try:
        barrier.wait()
    except threading.BrokenBarrierError as error:
        print("broken", type(error).__name__, barrier.broken)


if __name__ == "__main__":
    cond, ready = Condition(), Value("i", 0)
    ps = [Process(target=consume, args=(cond, ready, i)) for i in range(2)]
    for p in ps:
        p.start()
    with cond:
        ready.value = 2
        cond.notify_all()
    for p in ps:
        p.join()
    print(ready.value, cond.wait_for is not None)
    barrier = Barrier(3, action)
    ps = [Process(target=meet, args=(barrier, i)) for i in range(3)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    barrier = Barrier(2)
    p = Process(target=late, args=(barrier,))
    p.start()
    while barrier.n_waiting == 0:
        pass
    barrier.abort()
    p.join()
    barrier.reset()
    print(barrier.broken, barrier.n_waiting)
