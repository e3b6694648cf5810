// The main attacks of tests/attack: each engine isolates the sandbox in its own way.
import assert from "node:assert/strict";
import { ask, attack, openEmbed, run } from "../steps.mjs";

const openLab = async (driver, url) => {
  await driver.goto(url);
  await driver.waitFor(() => globalThis.attack !== undefined);
};

/** Tries every way out, in the entry's thread and in a worker of the pool. */
async function tryAll(driver, world) {
  const { report, refused } = await driver.evaluate(
    (base) => globalThis.attack.run({ code: globalThis.escapes, inputs: { base }, uncompiled: true }),
    `127.0.0.1:${world.hits.port}`,
  );
  assert.equal(report.error, undefined);
  const { here, away } = report.output;
  assert.ok(Object.keys(here).length > 35);
  const reached = Object.keys(here).filter(
    (name) => here[name].startsWith("reached") || away[name].startsWith("reached"),
  );
  return { reached: reached.sort(), here, refused };
}

const SECRET = `import { workflow } from "fanout";
export default workflow(async () => "secret", { name: "secret" });
`;

/** @type {readonly import("../check.mjs").Check[]} */
export const attackChecks = [
  {
    name: "every attempt to leave the sandbox or to use storage fails, with a reason for the program",
    async run({ driver, world }) {
      await openLab(driver, world.lab);
      await world.hits.take();
      const { reached, here, refused } = await tryAll(driver, world);
      assert.deepEqual(reached, []);
      assert.deepEqual(await world.hits.take(), []);
      assert.match(here.fetch, /`fetch` is unavailable: programs have no network/);
      assert.match(here.indexedDB, /`indexedDB` is unavailable: programs have no storage/);
      assert.match(here["a worker from a blob"], /`Worker` is unavailable. Use `map`/);
      // The policy stops what the lockdown does not. WebKit does not report that to workers.
      for (const what of ["fetch", "WebSocket", "indexedDB", "WebAssembly"])
        assert.ok(refused.includes(what), what);
    },
  },
  {
    name: "also without the lockdown: the sandbox's policy and origin hold",
    async run({ driver, world }) {
      await openLab(driver, world.open);
      await driver.evaluate(() => {
        globalThis.overheard = [];
        new BroadcastChannel("fanout").onmessage = ({ data }) => overheard.push(data);
      });
      await world.hits.take();
      const { reached } = await tryAll(driver, world);
      // These stay inside. A worker from a blob has the same policy. An opaque origin shares its channel (and in WebKit
      // its caches) with no one. WebAssembly only computes, and WebKit allows it.
      const inside = ["BroadcastChannel", "a worker from a blob", "caches", "WebAssembly"];
      assert.deepEqual(
        reached.filter((name) => !inside.includes(name)),
        [],
      );
      assert.deepEqual(await world.hits.take(), []);
      assert.deepEqual(await driver.evaluate(() => globalThis.overheard), []);
      // Another sandbox finds none of it.
      await driver.evaluate(() => globalThis.attack.close());
      const { report } = await driver.evaluate(() =>
        globalThis.attack.run({
          code: globalThis.program(`try { return await caches.keys(); } catch { return []; }`),
          uncompiled: true,
        }),
      );
      assert.deepEqual(report.output, []);
    },
  },
  {
    name: "a program cannot find out where it runs",
    async run({ driver, world }) {
      await openLab(driver, world.lab);
      const code = await driver.evaluate(() =>
        globalThis.program(`return [location.href, self.origin, String(self.name), import.meta.url, new Error().stack,
          JSON.stringify(performance.getEntries()), Object.keys(self), typeof document, typeof parent].join(" ");`),
      );
      const { report } = await attack(driver, { code, uncompiled: true });
      assert.equal(report.status, "succeeded", JSON.stringify(report.error));
      assert.ok(!report.output.includes(new URL(world.lab).host), report.output);
    },
  },
  {
    name: "a host that frames the sandbox itself gets no engine in our origin",
    async run({ driver, world }) {
      await driver.goto(world.host);
      for (const sandbox of [undefined, "allow-scripts allow-same-origin"]) {
        // The lab's copy, without the header that would make it opaque: the page alone must protect.
        const heard = await driver.evaluate(frameAsHost, `${world.host}sandbox-copy.html#mine`, sandbox);
        assert.equal(heard, "nothing", String(sandbox));
      }
      const own = await driver.evaluate(frameAsHost, `${world.host}sandbox-copy.html#mine`, "allow-scripts");
      assert.equal(own.type, "ready");
    },
  },
  {
    name: "a host cannot take over an embed's sandbox",
    async run({ driver, world }) {
      await openEmbed(driver, world);
      const settings = { strategies: ["async"] };
      await run(driver, SECRET, { settings });
      const heard = await driver.evaluate(
        () =>
          new Promise((done) => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = ({ data }) => done(data);
            window.frames[0].frames[0].postMessage({ type: "fanout:connect", nonce: "guess" }, "*", [port2]);
            setTimeout(() => done("nothing"), 1_500);
          }),
      );
      assert.equal(heard, "nothing");
      assert.equal((await run(driver, SECRET, { settings })).strategies[0].output, "secret");
    },
  },
  {
    name: "malformed messages of a host are answered with an error, or not at all",
    async run({ driver, world }) {
      await openEmbed(driver, world);
      await driver.evaluate(() => {
        const embed = document.querySelector("iframe").contentWindow;
        const cyclic = { type: "fanout:load", version: 1, id: "cyclic", code: "x" };
        cyclic.inputs = cyclic;
        let deep = 1;
        for (let level = 0; level < 2_000; level++) deep = [deep];
        for (const message of [
          null,
          "fanout:run",
          new Map(),
          new Error("x"),
          { type: {} },
          { type: "fanout:eval", version: 1, id: "eval", code: "alert(1)" },
          { type: "fanout:run", version: 99, id: "version" },
          { type: "fanout:load", version: 1, id: "long", code: "x".repeat(300_000) },
          { type: "fanout:load", version: 1, id: "deep", code: "x", inputs: { deep } },
          {
            type: "fanout:load",
            version: 1,
            id: "settings",
            code: "",
            settings: { workers: 1e9, nothing: 1 },
          },
          JSON.parse(
            '{"type":"fanout:load","version":1,"id":"proto","code":"x","inputs":{"__proto__":{"polluted":1}}}',
          ),
          cyclic,
        ])
          embed.postMessage(message, "*");
      });
      for (const id of ["eval", "version", "long", "deep", "settings", "cyclic"])
        await driver.waitFor(
          (asked) => window.received.some(({ id, type }) => id === asked && type === "fanout:error"),
          id,
        );
      const { type } = await ask(driver, { type: "fanout:ping" });
      assert.equal(type, "fanout:ready");
      const report = await run(driver, SECRET, { settings: { strategies: ["pooled"] } });
      assert.equal(report.strategies[0].output, "secret");
    },
  },
];

/** Frames a sandbox as a host would, sends it a port, and returns what arrives on it. */
function frameAsHost(src, sandbox) {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data);
    const frame = document.createElement("iframe");
    if (sandbox !== undefined) frame.setAttribute("sandbox", sandbox);
    frame.src = src;
    frame.onload = () => {
      frame.contentWindow.postMessage({ type: "fanout:connect", nonce: "mine" }, "*", [port2]);
      setTimeout(() => done("nothing"), 1_500);
    };
    document.body.append(frame);
  });
}
