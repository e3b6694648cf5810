import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Found, Queues } from "./queues";

const item = (value: unknown): Found => ({ ok: true, value });
const NONE: Found = { ok: false, error: undefined };

/** Queue "q", the bodies that ask for its items, and what they were answered. */
function setUp() {
  const queues = new Queues();
  const answers: [string, Found][] = [];
  const owners = new Map<string, object>();
  const owner = (name: string) => {
    const known = owners.get(name) ?? { name };
    owners.set(name, known);
    return known;
  };
  const get = (name: string, req = 1) =>
    queues.get(
      {
        owner: owner(name),
        req,
        queue: "q",
        span: req,
        task: name,
        answer: (found) => answers.push([name, found]),
      },
      undefined,
    );
  const put = (value: unknown) => queues.put("q", undefined, value);
  return { queues, answers, owner, get, put };
}

describe("queues", () => {
  it("give items in order to gets in order, and end waiting gets when closed", () => {
    const { queues, answers, get, put } = setUp();
    for (let i = 0; i < 3; i++) put(i);
    for (let i = 0; i < 5; i++) get("a", i);
    put(3);
    queues.close("q", undefined);
    expect(put(4)).toBe(false);
    expect(answers.map(([, found]) => found)).toEqual([...[0, 1, 2, 3].map(item), NONE]);
    get("a", 6);
    expect(answers.at(-1)?.[1].ok).toBe(false);
  });

  it("give no item to a body that is gone", () => {
    const { queues, answers, owner, get, put } = setUp();
    get("a");
    get("b");
    queues.gone(owner("a"));
    put("x");
    expect(answers).toEqual([["b", item("x")]]);
  });

  it("take items back that were not taken, to the front and in order", () => {
    const { queues, answers, owner, get, put } = setUp();
    for (const value of ["x", "y", "z"]) put(value);
    get("a");
    get("b");
    queues.gone(owner("b"));
    queues.gone(owner("a"));
    for (const name of ["c", "d", "e"]) get(name);
    expect(answers.slice(2)).toEqual([
      ["c", item("x")],
      ["d", item("y")],
      ["e", item("z")],
    ]);
  });

  it("leave an item to the body that has taken it", () => {
    const { queues, answers, owner, get, put } = setUp();
    get("a");
    put("x");
    queues.taken(owner("a"), 1);
    queues.gone(owner("a"));
    get("b");
    expect(answers).toEqual([["a", item("x")]]);
  });

  it("pass an item on that its body no longer wants", () => {
    const { queues, answers, owner, get, put } = setUp();
    get("a");
    put("x");
    get("b");
    queues.cancel(owner("a"), 1);
    expect(answers).toEqual([
      ["a", item("x")],
      ["b", item("x")],
    ]);
    expect([queues.isGiven(owner("a"), 1), queues.isGiven(owner("b"), 1)]).toEqual([false, true]);
  });

  it("let a body leave that has no item yet, and no other", () => {
    const { queues, answers, owner, get, put } = setUp();
    get("a");
    put("x");
    queues.leave(owner("a"), 1);
    expect(queues.isGiven(owner("a"), 1)).toBe(true);
    get("b");
    queues.leave(owner("b"), 1);
    put("y");
    expect(answers).toEqual([
      ["a", item("x")],
      ["b", NONE],
    ]);
  });

  it("say how many items nobody has been given", () => {
    const { queues, owner, get, put } = setUp();
    expect(queues.size("q")).toBe(0);
    for (let i = 0; i < 3; i++) put(i);
    get("a");
    expect(queues.size("q")).toBe(2);
    queues.gone(owner("a"));
    expect(queues.size("q")).toBe(3);
  });

  it("list the bodies that wait, and let one fail", () => {
    const { queues, answers, get, put } = setUp();
    get("a");
    get("b");
    put("x");
    const [waiting] = [...queues.waiting()];
    expect(waiting).toMatchObject({ queue: "queue 1", get: { task: "b" } });
    const error = { name: "FanoutError", message: "nobody puts" };
    if (waiting) queues.fail(waiting, error);
    expect(answers.at(-1)).toEqual(["b", { ok: false, error }]);
    expect([...queues.waiting()]).toEqual([]);
  });

  it("lose no item and give none twice, whatever happens to bodies", () => {
    const step = fc.record({
      what: fc.constantFrom("put", "get", "taken", "cancel", "leave", "gone", "close"),
      who: fc.nat(3),
      req: fc.nat(3),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const queues = new Queues();
        const owners = [{}, {}, {}, {}];
        const had: unknown[] = [];
        const given = new Map<string, unknown>();
        let asked = 0;
        let puts = 0;
        for (const { what, who, req } of steps) {
          const owner = owners[who] as object;
          const key = `${who} ${req}`;
          if (what === "put") puts += queues.put("q", undefined, puts) ? 1 : 0;
          else if (what === "close" && req === 0) queues.close("q", undefined);
          else if (what === "get") {
            const mine = 100 + asked++;
            queues.get(
              {
                owner,
                req: mine,
                queue: "q",
                span: 0,
                task: "t",
                answer: (found) => {
                  if (found.ok) given.set(`${who} ${mine}`, found.value);
                },
              },
              undefined,
            );
          } else if (what === "gone") {
            queues.gone(owner);
            for (const one of [...given.keys()]) if (one.startsWith(`${who} `)) given.delete(one);
          } else if (what === "taken" || what === "cancel" || what === "leave") {
            const held = [...given.keys()].find((one) => one.startsWith(`${who} `)) ?? key;
            const value = given.get(held);
            queues[what](owner, Number(held.split(" ")[1]));
            if (what === "taken" && given.has(held)) had.push(value);
            if (what !== "leave") given.delete(held);
          }
        }
        // What is left, in order.
        const rest: unknown[] = [...given.values()];
        for (let more = true, req = 1000; more; req++) {
          more = false;
          const taker = {};
          const answer = (found: Found) => {
            if (!found.ok) return;
            more = true;
            rest.push(found.value);
          };
          for (const { get } of [...queues.waiting()]) queues.cancel(get.owner, get.req);
          queues.get({ owner: taker, req, queue: "q", span: 0, task: "t", answer }, undefined);
        }
        expect([...had, ...rest].map(Number).sort((a, b) => a - b)).toEqual(
          Array.from({ length: puts }, (_, i) => i),
        );
      }),
    );
  });
});
