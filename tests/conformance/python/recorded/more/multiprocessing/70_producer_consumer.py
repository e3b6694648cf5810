# Exercises: producers and consumers with a Queue and sentinels.
# case: {"main": true, "start": ["spawn"]}
import multiprocessing as mp


def produce(queue, start):
    for i in range(start, start + 3):
        queue.put(i)


def consume(queue, results):
    total = 0
    while True:
        item = queue.get()
        if item is None:
            break
        total += item
    results.put(total)


def main():
    queue, results = mp.Queue(), mp.Queue()
    producers = [mp.Process(target=produce, args=(queue, 10 * n)) for n in range(2)]
    consumers = [mp.Process(target=consume, args=(queue, results)) for _ in range(2)]
    for p in producers + consumers:
        p.start()
    for p in producers:
        p.join()
    for _ in consumers:
        queue.put(None)
    print(sum(results.get() for _ in consumers))
    for p in consumers:
        p.join()
    print([p.exitcode for p in producers + consumers], queue.empty())


if __name__ == "__main__":
    main()
