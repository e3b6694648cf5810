# Exercises: SharedMemoryManager, ShareableList, SharedMemory by name in a pool.
# case: {"main": true, "start": ["spawn"]}
from multiprocessing import Pool
from multiprocessing.managers import SharedMemoryManager
from multiprocessing.shared_memory import ShareableList, SharedMemory


def fill(args):
    name, at, value = args
    shm = SharedMemory(name=name)
    shm.buf[at] = value
    shm.close()
    return at


def total(name, lo, hi):
    numbers = ShareableList(name=name)
    result = sum(numbers[i] for i in range(lo, hi))
    numbers[lo] = -1
    numbers.shm.close()
    return result


if __name__ == "__main__":
    with SharedMemoryManager() as smm:
        numbers = smm.ShareableList(range(10))
        shm = smm.SharedMemory(size=8)
        with Pool(2) as pool:
            print(pool.starmap(total, [(numbers.shm.name, 0, 5), (numbers.shm.name, 5, 10)]))
            print(pool.map(fill, [(shm.name, i, i * i) for i in range(4)]))
        print(list(shm.buf[:4]), numbers[0], numbers[5], len(numbers))
        print(list(numbers))
    mixed = ShareableList(["text", b"bytes", 1.5, None, True, 7])
    print(mixed[0], mixed[1], mixed[2], mixed[3], mixed[4], mixed.index(7), mixed.count(None), mixed.format)
    mixed[0] = "new"
    try:
        mixed[0] = "much too long for it" * 10
    except ValueError as error:
        print(error)
    try:
        mixed[9]
    except IndexError as error:
        print(error)
    mixed.shm.close()
    mixed.shm.unlink()
    try:
        SharedMemory(name=mixed.shm.name)
    except FileNotFoundError as error:
        print(type(error).__name__, error.errno)
