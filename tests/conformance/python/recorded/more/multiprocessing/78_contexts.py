# Exercises: contexts, cpu_count, freeze_support, daemonic processes, misuse of pools.
# case: {"main": true, "start": ["spawn"]}
import multiprocessing as mp


def double(x):
    return 2 * x


def nested(queue):
    try:
        mp.Process(target=double, args=(1,)).start()
        queue.put("started")
    except AssertionError as e:
        queue.put(str(e))


def in_pool(_):
    try:
        mp.Pool(1)
    except AssertionError as e:
        return str(e)


if __name__ == "__main__":
    mp.freeze_support()
    ctx = mp.get_context("spawn")
    print(ctx.get_start_method(), sorted(mp.get_all_start_methods()))
    with ctx.Pool(2) as pool:
        print(pool.map(double, [1, 2]))
        print(pool.map(in_pool, [1]))
    q = ctx.Queue()
    p = ctx.Process(target=nested, args=(q,), daemon=True)
    p.start()
    print(q.get())
    p.join()
    p = ctx.Process(target=nested, args=(q,))
    p.start()
    print(q.get())
    p.join()
    try:
        mp.get_context("nothing")
    except ValueError as e:
        print(e)
    mp.set_start_method("spawn", force=True)
    print(mp.get_start_method())
    try:
        mp.set_start_method("spawn")
    except RuntimeError as e:
        print(e)
    pool = ctx.Pool(1)
    pool.close()
    try:
        pool.map(double, [1])
    except ValueError as e:
        print(e)
    pool.join()
    pool = ctx.Pool(1)
    try:
        pool.join()
    except ValueError as e:
        print(e)
    pool.terminate()
    pool.join()
    for bad in (0, -1):
        try:
            ctx.Pool(bad)
        except ValueError as e:
            print(e)
