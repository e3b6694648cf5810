# Exercises: Process subclasses with state, Pipe with send and recv of objects, worker ids, __getstate__.
# case: {"main": true}
from dataclasses import dataclass, field
from multiprocessing import Pipe, Process, Semaphore, current_process


@dataclass(order=True)
class Job:
    priority: int
    name: str = field(compare=False)
    tags: list = field(default_factory=list, compare=False)


class Counter:
    def __init__(self, start):
        self.value = start
        self.cache = lambda: None

    def __getstate__(self):
        state = self.__dict__.copy()
        del state["cache"]
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.cache = None


class Worker(Process):
    def __init__(self, number, connection, slots, counter):
        super().__init__(name=f"worker-{number}")
        self.connection = connection
        self.slots = slots
        self.counter = counter

    def run(self):
        while True:
            try:
                job = self.connection.recv()
            except EOFError:
                break
            if job is None:
                break
            with self.slots:
                self.counter.value += job.priority
                self.connection.send((current_process().name, job.name.upper(), self.counter.value, job.tags))
        self.connection.close()
        raise SystemExit(self.counter.value % 5)


def main():
    slots = Semaphore(1)
    workers = []
    for number in range(2):
        ours, theirs = Pipe()
        worker = Worker(number, theirs, slots, Counter(number * 10))
        worker.start()
        theirs.close()
        workers.append((worker, ours))
    for job in sorted([Job(3, "c", ["x"]), Job(1, "a"), Job(2, "b")]):
        for worker, pipe in workers:
            pipe.send(job)
            print(pipe.recv())
    for worker, pipe in workers:
        pipe.send(None)
        worker.join()
        print(worker.name, worker.exitcode, worker.is_alive(), "stopped" in repr(worker))
    ours, theirs = Pipe(duplex=False)
    theirs.send_bytes(b"hello world", 6)
    print(ours.recv_bytes(), ours.readable, ours.writable, theirs.writable)
    try:
        ours.send(1)
    except OSError as error:
        print("OSError:", error)


if __name__ == "__main__":
    main()
