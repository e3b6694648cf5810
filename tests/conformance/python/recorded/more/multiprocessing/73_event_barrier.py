# Exercises: Event, Barrier, Condition and Semaphore between processes.
# case: {"main": true, "start": ["spawn"]}
import multiprocessing as mp


def wait_for(event, queue, name):
    event.wait()
    queue.put(name)


def meet(barrier, queue):
    index = barrier.wait()
    queue.put(index)


def limited(semaphore, running, most, lock):
    with semaphore:
        with lock:
            running.value += 1
            most.value = max(most.value, running.value)
        with lock:
            running.value -= 1


def notified(condition, ready, queue):
    with condition:
        while not ready.value:
            condition.wait()
        queue.put("ready")


if __name__ == "__main__":
    queue = mp.Queue()
    event = mp.Event()
    ps = [mp.Process(target=wait_for, args=(event, queue, n)) for n in "abc"]
    for p in ps:
        p.start()
    print(event.is_set(), event.wait(0.01))
    event.set()
    print(sorted(queue.get() for _ in ps))
    for p in ps:
        p.join()
    barrier = mp.Barrier(3)
    ps = [mp.Process(target=meet, args=(barrier, queue)) for _ in range(3)]
    for p in ps:
        p.start()
    print(sorted(queue.get() for _ in ps), barrier.parties, barrier.broken)
    for p in ps:
        p.join()
    semaphore, lock = mp.Semaphore(2), mp.Lock()
    running, most = mp.Value("i", 0, lock=False), mp.Value("i", 0, lock=False)
    ps = [mp.Process(target=limited, args=(semaphore, running, most, lock)) for _ in range(4)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    print(running.value, 1 <= most.value <= 2)
    condition, ready = mp.Condition(), mp.Value("b", 0)
    p = mp.Process(target=notified, args=(condition, ready, queue))
    p.start()
    with condition:
        ready.value = 1
        condition.notify_all()
    print(queue.get())
    p.join()
