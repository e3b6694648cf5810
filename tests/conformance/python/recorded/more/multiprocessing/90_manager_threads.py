# Exercises: threads and a process that wait on a Manager's Condition, Event and Semaphore at the same time.
# case: {"main": true}
import multiprocessing as mp
import queue
import threading
import time


def wait_for_turn(condition, sleeping, woken):
    with condition:
        sleeping.release()
        condition.wait()
        woken.release()


def main():
    with mp.Manager() as manager:
        condition, sleeping, woken = manager.Condition(), manager.Semaphore(0), manager.Semaphore(0)
        arguments = (condition, sleeping, woken)
        process = mp.Process(target=wait_for_turn, args=arguments)
        thread = threading.Thread(target=wait_for_turn, args=arguments)
        process.start()
        thread.start()
        sleeping.acquire()
        sleeping.acquire()
        print("both sleep")
        for _ in range(2):
            with condition:
                condition.notify()
            woken.acquire()
            print("one woke")
        process.join()
        thread.join()
        event, seen = manager.Event(), queue.Queue()
        threads = [threading.Thread(target=lambda: (event.wait(), seen.put(1))) for _ in range(2)]
        for each in threads:
            each.start()
        time.sleep(0.05)
        print(seen.empty())
        event.set()
        for each in threads:
            each.join()
        print(seen.qsize(), process.exitcode)


if __name__ == "__main__":
    main()
