import type { TemplateId } from "./templates";

export const PYTHON: Readonly<Record<TemplateId, string>> = {
  blank: `def main():
    print("Hello")


if __name__ == "__main__":
    main()
`,
  "fan-out": `import time
from multiprocessing import Pool


def work(n):
    time.sleep(0.1)
    return n * n


def main(items=8):
    with Pool(4) as pool:
        print(pool.map(work, range(items)))


if __name__ == "__main__":
    main()
`,
  retries: `import random
import time
from concurrent.futures import ProcessPoolExecutor


def fetch(page):
    for attempt in range(5):
        time.sleep(0.08)
        if random.random() >= 0.2:
            return page * 10
        time.sleep(0.05 * 2**attempt)
    raise RuntimeError(f"page {page}: the server is busy")


def main(pages=12):
    with ProcessPoolExecutor(4) as executor:
        print(list(executor.map(fetch, range(1, pages + 1))))


if __name__ == "__main__":
    main()
`,
  nested: `from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def check(line):
    return sum(n * n for n in range(20_000)) % (line + 2)


def check_file(lines):
    with ThreadPoolExecutor(2) as threads:
        return sum(threads.map(check, range(lines)))


def main(files=4):
    with ProcessPoolExecutor(4) as executor:
        print(list(executor.map(check_file, range(2, files + 2))))


if __name__ == "__main__":
    main()
`,
  waiting: `import asyncio


async def ask(question):
    await asyncio.sleep(0.2)
    return len(question)


async def main(questions=20):
    answers = await asyncio.gather(*(ask(f"question {n + 1}") for n in range(questions)))
    print(answers)


if __name__ == "__main__":
    asyncio.run(main())
`,
};
