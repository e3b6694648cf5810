# Exercises: a crawler with workers on a queue, a semaphore, a visited set, retries with backoff and a deadline.
# case: {"main": true}
import asyncio

LINKS = {"/": ["/a", "/b"], "/a": ["/b", "/c"], "/b": ["/d", "/"], "/c": [], "/d": ["/missing"]}
attempts = {}


class NotFound(Exception):
    pass


async def fetch(page):
    attempts[page] = attempts.get(page, 0) + 1
    await asyncio.sleep(0.001)
    if page == "/c" and attempts[page] < 3:
        raise ConnectionResetError("reset")
    if page not in LINKS:
        raise NotFound(page)
    return LINKS[page]


async def fetch_with_retry(page, tries=3):
    for attempt in range(1, tries + 1):
        try:
            async with asyncio.timeout(5):
                return await fetch(page)
        except ConnectionError:
            if attempt == tries:
                raise
            await asyncio.sleep(0.001 * 2**attempt)


async def worker(queue, seen, errors, limit):
    while True:
        page = await queue.get()
        try:
            async with limit:
                for link in await fetch_with_retry(page):
                    if link not in seen:
                        seen.add(link)
                        queue.put_nowait(link)
        except NotFound as error:
            errors.append(f"not found {error}")
        finally:
            queue.task_done()


async def main():
    queue, seen, errors = asyncio.Queue(), {"/"}, []
    limit = asyncio.Semaphore(2)
    queue.put_nowait("/")
    workers = [asyncio.create_task(worker(queue, seen, errors, limit), name=f"worker-{n}") for n in range(3)]
    await asyncio.wait_for(queue.join(), timeout=20)
    for task in workers:
        task.cancel()
    results = await asyncio.gather(*workers, return_exceptions=True)
    print([type(result).__name__ for result in results], [task.get_name() for task in workers])
    return sorted(seen), errors, attempts["/c"]


if __name__ == "__main__":
    seen, errors, tries = asyncio.run(main())
    print(seen)
    print(errors, tries)
