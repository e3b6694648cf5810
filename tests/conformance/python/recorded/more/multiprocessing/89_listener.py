# Exercises: Listener and Client with an address and a key, connection.wait on connections and sentinels, poll.
# case: {"main": true, "start": ["spawn"]}
import multiprocessing as mp
from multiprocessing.connection import Client, Listener, wait

ADDRESS = ("localhost", 16123)
KEY = b"secret"


def serve(ready):
    with Listener(ADDRESS, authkey=KEY) as listener:
        ready.set()
        with listener.accept() as conn:
            while True:
                try:
                    message = conn.recv()
                except EOFError:
                    break
                conn.send([message, len(message)])


def report(conn, n):
    for i in range(n):
        conn.send((n, i))
    conn.close()


if __name__ == "__main__":
    ready = mp.Event()
    p = mp.Process(target=serve, args=(ready,))
    p.start()
    ready.wait()
    with Client(ADDRESS, authkey=KEY) as conn:
        conn.send("hello")
        print(conn.recv(), conn.poll())
        conn.send([1, 2])
        print(conn.poll(20), conn.recv())
    p.join()
    print(p.exitcode)
    try:
        Client(ADDRESS, authkey=KEY)
    except ConnectionRefusedError as error:
        print(error)
    readers, ps = [], []
    for n in (1, 2, 3):
        r, w = mp.Pipe(duplex=False)
        readers.append(r)
        child = mp.Process(target=report, args=(w, n))
        child.start()
        ps.append(child)
        w.close()
    got = []
    while readers:
        for r in wait(readers):
            try:
                got.append(r.recv())
            except EOFError:
                readers.remove(r)
    print(sorted(got))
    ended = set()
    while len(ended) < 3:
        ended |= set(wait([each.sentinel for each in ps]))
    print([each.exitcode for each in ps] if all(not each.is_alive() for each in ps) else "alive")
