# Exercises: a JoinableQueue with a maxsize, get with a timeout, a Lock around print, an Event that ends the workers.
# case: {"main": true, "any": ["stdout"]}
import queue
from multiprocessing import Event, JoinableQueue, Lock, Process, Semaphore


def work(tasks, lock, end, places):
    while not end.is_set():
        try:
            n = tasks.get(timeout=0.05)
        except queue.Empty:
            continue
        with places, lock:
            print("got", n)
        tasks.task_done()


def main():
    tasks, lock, end, places = JoinableQueue(3), Lock(), Event(), Semaphore(2)
    workers = [Process(target=work, args=(tasks, lock, end, places)) for _ in range(2)]
    for process in workers:
        process.start()
    for n in range(6):
        tasks.put(n)
    tasks.join()
    end.set()
    for process in workers:
        process.join()
    print("exit codes:", [process.exitcode for process in workers], tasks.empty(), tasks.full())


if __name__ == "__main__":
    main()
