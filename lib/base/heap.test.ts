import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Heap } from "./heap";

describe("a heap", () => {
  it("is empty at first, and again when all items are taken", () => {
    const heap = new Heap<string>();
    expect([heap.length, heap.key, heap.peek(), heap.pop()]).toEqual([0, Number.NaN, undefined, undefined]);
    heap.push(1, "a");
    expect([heap.length, heap.key, heap.peek()]).toEqual([1, 1, "a"]);
    expect([heap.pop(), heap.pop(), heap.length]).toEqual(["a", undefined, 0]);
  });

  it("returns the smallest key first, and equal keys in the order pushed", () => {
    const steps = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant("pop" as const)), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(steps, (given) => {
        const heap = new Heap<number>();
        let naive: { readonly key: number; readonly order: number }[] = [];
        given.forEach((step, order) => {
          if (step === "pop") {
            const first = naive[0];
            expect([heap.key, heap.peek()]).toEqual([first?.key ?? Number.NaN, first?.order]);
            expect(heap.pop()).toBe(first?.order);
            naive = naive.slice(1);
          } else {
            heap.push(step, order);
            naive = [...naive, { key: step, order }].sort((a, b) => a.key - b.key || a.order - b.order);
          }
          expect(heap.length).toBe(naive.length);
        });
      }),
    );
  });
});
