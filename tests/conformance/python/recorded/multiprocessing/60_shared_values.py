# Exercises: Value, Array, a shared structure, a Barrier, and a lock and a Value given to a pool's initializer.
# case: {"main": true}
import ctypes
from multiprocessing import Array, Barrier, Condition, Event, JoinableQueue, Lock, Pool, Process, Semaphore, Value

class Point(ctypes.Structure):
    _fields_ = [("x", ctypes.c_int), ("y", ctypes.c_double)]

def add(counter, squares, point, barrier, which):
    barrier.wait()
    for _ in range(10):
        with counter.get_lock():
            counter.value += 1
    squares[which] = which * which
    with point.get_lock():
        point.x += which
        point.y += 0.5

held = None
def init(lock, total):
    global held
    held = lock, total
def inc(n):
    lock, total = held
    with lock:
        total.value += n
    return n

def main():
    counter, squares, point, barrier = Value("i", 5), Array("d", 3), Value(Point, 1, 2.5), Barrier(3)
    processes = [Process(target=add, args=(counter, squares, point, barrier, i)) for i in range(3)]
    for process in processes: process.start()
    for process in processes: process.join()
    print([process.exitcode for process in processes], counter.value, squares[:], point.x, point.y)
    lock, total = Lock(), Value("i", 0)
    with Pool(2, initializer=init, initargs=(lock, total)) as pool:
        print(pool.map(inc, range(10)), total.value)
        try: pool.map(inc, [lock])
        except RuntimeError as error: print(error)

if __name__ == "__main__":
    main()
