import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EngineWorker, WorkerPool } from "./worker";

function ready(pool: WorkerPool, id: number): EngineWorker {
  const worker = new EngineWorker(id, pool, "pool", "pool", 0);
  pool.workers.add(worker);
  worker.ready = 0;
  pool.offer(worker);
  return worker;
}

describe("a pool's free worker", () => {
  it("is the one with the most free slots, and among equals the oldest", () => {
    const pool = new WorkerPool("pool", true, 3, 2);
    const workers = [ready(pool, 1), ready(pool, 2), ready(pool, 3)];
    const taken: (number | undefined)[] = [];
    for (let worker = pool.freeWorker(); worker; worker = pool.freeWorker()) {
      taken.push(worker.id);
      pool.occupy(worker);
    }
    expect(taken).toEqual([1, 2, 3, 1, 2, 3]);
    expect([pool.running, pool.slots]).toEqual([6, 6]);
    pool.vacate(workers[1] as EngineWorker);
    expect(pool.freeWorker()?.id).toBe(2);
  });

  it("is not starting, not gone, and has no body that waits for its slot", () => {
    const pool = new WorkerPool("pool", true, 2, 1);
    const starting = new EngineWorker(1, pool, "pool", "pool", 0);
    pool.workers.add(starting);
    pool.offer(starting);
    expect(pool.freeWorker()).toBeUndefined();
    const worker = ready(pool, 2);
    worker.resuming = 1;
    expect(pool.freeWorker()).toBeUndefined();
    worker.resuming = 0;
    pool.offer(worker);
    expect(pool.freeWorker()).toBe(worker);
    worker.alive = false;
    expect(pool.freeWorker()).toBeUndefined();
  });

  it("is never a fresh worker, which has one chunk only", () => {
    const pool = new WorkerPool("op", false, 2, 1);
    ready(pool, 1);
    expect(pool.freeWorker()).toBeUndefined();
  });

  it("is the same as a search through all workers finds, after any events", () => {
    const step = fc.record({
      what: fc.constantFrom(
        "start",
        "ready",
        "take",
        "take",
        "resume",
        "vacate",
        "vacate",
        "wait",
        "go",
        "die",
      ),
      which: fc.nat(20),
    });
    const concurrency = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(concurrency, fc.array(step, { maxLength: 200 }), (concurrency, steps) => {
        const pool = new WorkerPool("pool", true, 64, concurrency);
        const all: EngineWorker[] = [];
        const isFree = (worker: EngineWorker) =>
          worker.alive && worker.isReady && worker.used < concurrency && worker.resuming === 0;
        const naive = () =>
          all
            .filter(isFree)
            .reduce<EngineWorker | undefined>(
              (best, one) => (best && best.used <= one.used ? best : one),
              undefined,
            );
        for (const { what, which } of steps) {
          const worker = all[which % Math.max(1, all.length)];
          if (what === "start") all.push(new EngineWorker(all.length + 1, pool, "pool", "pool", 0));
          else if (what === "take") {
            const free = pool.freeWorker();
            expect(free).toBe(naive());
            if (free) pool.occupy(free);
          } else if (!worker) continue;
          else if (what === "ready" && worker.alive) {
            worker.ready = 1;
            pool.offer(worker);
          } else if (what === "resume" && worker.used < concurrency) pool.occupy(worker);
          else if (what === "vacate" && worker.used > 0) pool.vacate(worker);
          else if (what === "wait") worker.resuming++;
          else if (what === "go" && worker.resuming > 0) {
            worker.resuming--;
            pool.offer(worker);
          } else if (what === "die") worker.alive = false;
          expect(pool.running).toBe(all.reduce((sum, { used }) => sum + used, 0));
        }
        expect(pool.freeWorker()).toBe(naive());
      }),
    );
  });
});
