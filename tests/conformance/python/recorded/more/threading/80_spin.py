# Exercises: threads that wait for a plain variable or a dict without a lock, a thread that computes while others wait.
# case: {"main": true}
import threading
import time

ready = False
state = {}


def wait_for_flag():
    n = 0
    while not ready:
        n += 1
    state["counted"] = n > 0


def compute():
    total = 0
    for i in range(600_000):
        total += i
    state["total"] = total


def watch():
    while "total" not in state:
        pass
    state["seen"] = state["total"]


if __name__ == "__main__":
    t = threading.Thread(target=wait_for_flag)
    t.start()
    time.sleep(0.02)
    ready = True
    t.join()
    print(state)
    threads = [threading.Thread(target=each) for each in (watch, compute)]
    for each in threads:
        each.start()
    while "seen" not in state:
        pass
    for each in threads:
        each.join()
    print(state["seen"], threading.active_count())
    beats = []

    def beat():
        while len(beats) < 5:
            beats.append(time.perf_counter())
            time.sleep(0.001)

    t = threading.Thread(target=beat)
    t.start()
    n = 0
    while t.is_alive():
        n += 1
    print(len(beats), n > 0)
