# Exercises: Pipe in both directions, poll, EOF, bytes, connection.wait.
# case: {"main": true, "start": ["spawn"]}
import multiprocessing as mp
from multiprocessing.connection import wait


def serve(conn):
    while True:
        try:
            request = conn.recv()
        except EOFError:
            break
        if request is None:
            break
        op, *args = request
        conn.send({"add": sum, "max": max}[op](args))
    conn.close()


def send(conn, n):
    for i in range(n):
        conn.send((n, i))
    conn.close()


if __name__ == "__main__":
    parent, child = mp.Pipe()
    p = mp.Process(target=serve, args=(child,))
    p.start()
    child.close()
    parent.send(("add", 1, 2, 3))
    print(parent.poll(30), parent.recv())
    parent.send(("max", 4, 9))
    print(parent.recv(), parent.poll())
    parent.send(None)
    p.join()
    print(p.exitcode)
    try:
        parent.recv()
    except EOFError:
        print("EOFError")
    r, w = mp.Pipe(duplex=False)
    w.send_bytes(b"abc")
    print(r.recv_bytes(), r.readable, r.writable)
    try:
        r.send(1)
    except OSError as e:
        print(e)
    readers = []
    for n in (1, 2, 3):
        r, w = mp.Pipe(duplex=False)
        readers.append(r)
        p = mp.Process(target=send, args=(w, n))
        p.start()
        w.close()
    seen = []
    while readers:
        for r in wait(readers):
            try:
                seen.append(r.recv())
            except EOFError:
                readers.remove(r)
    print(sorted(seen))
