# Exercises: a Pool as an attribute, a method as the function, daemonic workers may not have children, a process that has a pool.
# case: {"main": true, "start": ["spawn"]}
import multiprocessing as mp


def square(x):
    return x * x


class Job:
    def __init__(self, n):
        self.n = n
        self.pool = mp.Pool(n)

    def __getstate__(self):
        return {"n": self.n}

    def scale(self, x):
        return x * self.n

    def run(self, items):
        return self.pool.map(self.scale, items)

    def close(self):
        self.pool.close()
        self.pool.join()


def nested(x):
    with mp.Pool(2) as pool:
        return sum(pool.map(square, range(x)))


def in_process(q):
    with mp.Pool(2) as pool:
        q.put(pool.map(square, [2, 3]))


if __name__ == "__main__":
    job = Job(3)
    print(job.run(range(4)))
    job.close()
    with mp.Pool(2) as pool:
        try:
            pool.map(nested, [3])
        except AssertionError as error:
            print(error)
    q = mp.Queue()
    p = mp.Process(target=in_process, args=(q,))
    p.start()
    print(q.get())
    p.join()
    print(p.exitcode)
