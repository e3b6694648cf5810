# Exercises: unlocked busy waiting: on a RawValue, on shared memory, with and without a sleep, for another process.
# case: {"main": true, "start": ["spawn"]}
import multiprocessing as mp
import time
from multiprocessing import shared_memory
from multiprocessing.sharedctypes import RawValue


def answer(name, flag):
    while flag.value == 0:
        pass
    shm = shared_memory.SharedMemory(name)
    shm.buf[1] = shm.buf[0] + 1
    shm.buf[2] = 1
    shm.close()
    while flag.value == 1:
        time.sleep(0.001)
    print("child ends", flag.value)


if __name__ == "__main__":
    flag = RawValue("i", 0)
    shm = shared_memory.SharedMemory(create=True, size=16)
    p = mp.Process(target=answer, args=(shm.name, flag))
    p.start()
    time.sleep(0.05)
    shm.buf[0] = 41
    flag.value = 1
    n = 0
    while shm.buf[2] == 0:
        n += 1
    print(shm.buf[1], n > 0)
    flag.value = 2
    while p.is_alive():
        pass
    print(p.exitcode)
    shm.close()
    shm.unlink()
