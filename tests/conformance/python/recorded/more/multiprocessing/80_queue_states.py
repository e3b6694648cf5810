# Exercises: empty, qsize, full and close of a queue that others take from; SimpleQueue; a subclass of Queue.
# case: {"main": true, "start": ["spawn"]}
import multiprocessing as mp
import multiprocessing.queues
import queue
import time


class Counted(multiprocessing.queues.Queue):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, ctx=mp.get_context(), **kwargs)

    def put_all(self, items):
        for item in items:
            self.put(item)


def take(q, n, out):
    for _ in range(n):
        out.put(q.get() * 10)


if __name__ == "__main__":
    q, out = mp.Queue(), mp.SimpleQueue()
    for i in range(4):
        q.put(i)
    while q.qsize() < 4:
        time.sleep(0.01)
    print(q.qsize(), q.full())
    p = mp.Process(target=take, args=(q, 4, out))
    p.start()
    while not q.empty():
        time.sleep(0.01)
    p.join()
    print(q.qsize(), q.empty(), out.empty())
    print([out.get() for _ in range(4)], out.empty())
    bounded = mp.Queue(2)
    bounded.put("a")
    bounded.put("b")
    print(bounded.full(), bounded.qsize())
    try:
        bounded.put("c", timeout=0.05)
    except queue.Full:
        print("Full")
    print(bounded.get(), bounded.get())
    try:
        bounded.get_nowait()
    except queue.Empty:
        print("Empty")
    q.close()
    q.join_thread()
    try:
        q.put(1)
    except ValueError as error:
        print(str(error)[-9:])
    out.close()
    try:
        out.put(1)
    except OSError as error:
        print(error)
    counted = Counted()
    counted.put_all("ab")
    p = mp.Process(target=take, args=(counted, 2, q2 := mp.Queue()))
    p.start()
    print(q2.get(), q2.get())
    p.join()
