"""Two threads that wake each other all the time leave turns to what waits for time, and to a pool."""

import threading
import time
from multiprocessing import Pool

ping, pong = threading.Event(), threading.Event()
is_over = False


def play(mine, other):
    while not is_over:
        mine.wait()
        mine.clear()
        other.set()


if __name__ == "__main__":
    players = [threading.Thread(target=play, args=pair) for pair in ((ping, pong), (pong, ping))]
    for each in players:
        each.start()
    ping.set()
    time.sleep(0.1)
    print("slept")
    with Pool(1) as pool:
        print(pool.apply(abs, (-1,)))
    is_over = True
    for each in players:
        each.join()
    print("over")
