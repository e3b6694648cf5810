import { describe, expect, it } from "vitest";
import { Cache, type CacheAnswer } from "./cache";

const [one, two, three] = [{ name: "one" }, { name: "two" }, { name: "three" }];

/** Asks, and gathers the answers. */
function ask(cache: Cache, by: object, key = "key", task = "task"): CacheAnswer[] {
  const answers: CacheAnswer[] = [];
  cache.get(key, task, by, (found) => answers.push(found));
  return answers;
}
const MISS = { hit: false };
const hit = (value: unknown) => ({ hit: true, value });

describe("a result", () => {
  it("is taken from whoever got the miss, and given to all that wait", () => {
    const cache = new Cache([]);
    const [first, second] = [ask(cache, one), ask(cache, two)];
    expect([first, second]).toEqual([[MISS], []]);
    cache.put("key", "task", one, 5);
    expect(second).toEqual([hit(5)]);
    expect(ask(cache, three)).toEqual([hit(5)]);
    expect(cache.added).toEqual([{ key: "key", task: "task", value: 5 }]);
  });

  it("is not taken from anybody else, for another task or key, or twice", () => {
    const cache = new Cache([{ key: "known", task: "task", value: 1 }]);
    ask(cache, one);
    ask(cache, two);
    cache.put("key", "task", two, 666);
    cache.put("key", "other", one, 666);
    cache.put("other", "task", one, 666);
    cache.put("known", "task", one, 666);
    expect(cache.added).toEqual([]);
    cache.put("key", "task", one, 5);
    cache.put("key", "task", one, 666);
    expect([ask(cache, three), ask(cache, three, "known")]).toEqual([[hit(5)], [hit(1)]]);
    expect(cache.added).toHaveLength(1);
  });
});

describe("a failure", () => {
  it("hands the key on to the next that waits", () => {
    const cache = new Cache([]);
    ask(cache, one);
    const [second, third] = [ask(cache, two), ask(cache, three)];
    cache.fail("key", three);
    expect([second, third]).toEqual([[], []]);
    cache.fail("key", one);
    expect([second, third]).toEqual([[MISS], []]);
    cache.put("key", "task", one, 666);
    cache.put("key", "task", two, 5);
    expect(third).toEqual([hit(5)]);
  });

  it("of a worker that is gone hands on all that it computes, and it waits for nothing", () => {
    const cache = new Cache([]);
    ask(cache, one, "a");
    ask(cache, one, "b");
    const [second, gone, third] = [ask(cache, two, "a"), ask(cache, one, "a"), ask(cache, three, "a")];
    cache.leave(one, ["a", "b", "c"]);
    expect([second, gone, third]).toEqual([[MISS], [], []]);
    cache.fail("a", two);
    expect([gone, third]).toEqual([[], [MISS]]);
    expect(ask(cache, two, "b")).toEqual([MISS]);
  });
});
