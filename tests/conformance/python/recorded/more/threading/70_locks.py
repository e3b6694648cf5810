# Exercises: locks, conditions, semaphores, Timer, local, daemon, excepthook, queues with threads.
# case: {"main": true}
import queue
import threading
import time

total = 0
lock = threading.Lock()
local = threading.local()


def add(n):
    global total
    for _ in range(n):
        with lock:
            total += 1


def consume(q, out):
    while (item := q.get()) is not None:
        out.append(item)
        q.task_done()
    q.task_done()


def set_local(value, out):
    local.x = value
    time.sleep(0.01)
    out[value] = local.x


def hook(args):
    print("hook", args.exc_type.__name__, args.exc_value, args.thread.name)


ts = [threading.Thread(target=add, args=(100,)) for _ in range(4)]
[t.start() for t in ts]
[t.join() for t in ts]
print(total)
q, out = queue.Queue(maxsize=2), []
t = threading.Thread(target=consume, args=(q, out), name="consumer")
t.start()
for i in range(5):
    q.put(i)
q.put(None)
q.join()
t.join()
print(out, t.name, t.is_alive(), t.daemon)
d = {}
ts = [threading.Thread(target=set_local, args=(v, d)) for v in "ab"]
[t.start() for t in ts]
[t.join() for t in ts]
print(d, hasattr(local, "x"))
fired = threading.Event()
timer = threading.Timer(0.01, fired.set)
timer.start()
print(fired.wait(5))
never = threading.Timer(60, print, ["never"])
never.start()
never.cancel()
never.join()
threading.excepthook = hook
t = threading.Thread(target=lambda: int("x"), name="bad")
t.start()
t.join()
cond, items = threading.Condition(), []


def waiter():
    with cond:
        cond.wait_for(lambda: items)
        print("item", items.pop())


t = threading.Thread(target=waiter)
t.start()
with cond:
    items.append(1)
    cond.notify()
t.join()
b = threading.Barrier(2)
t = threading.Thread(target=b.wait)
t.start()
b.wait()
t.join()
print(b.broken, lock.acquire(timeout=0.01), lock.acquire(blocking=False), lock.locked())
lock.release()
try:
    lock.release()
except RuntimeError as e:
    print(e)
try:
    q.get(timeout=0.01)
except queue.Empty as e:
    print("Empty", repr(e))
r = threading.RLock()
with r, r:
    print("reentrant")
try:
    t.start()
except RuntimeError as e:
    print(e)
print(threading.current_thread().name, threading.main_thread() is threading.current_thread(), threading.active_count())
late = threading.Thread(target=lambda: (time.sleep(0.02), print("late thread ends before the program does")))
late.start()
print("main ends")
