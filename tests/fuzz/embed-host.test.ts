import fc from "fast-check";
import { expect, test } from "vitest";
import { createEmbedHost } from "@/lib/app/embed/embed-host";
import { createHostPort } from "@/lib/app/embed/host-port";
import { memoryCache } from "@/lib/app/run/memory-cache";
import type { RunService } from "@/lib/app/run/run-service";
import { createSandboxClient } from "@/lib/app/run/sandbox-client";
import type { SandboxChannel } from "@/lib/app/run/sandbox-frame";
import { startRun } from "@/lib/app/run/start-run";
import { createPlaygroundStore } from "@/lib/app/store/store";
import { checkInputs } from "@/lib/language/check-inputs";
import { compile } from "@/lib/language/typescript/compile";
import { defaultSettings } from "@/lib/model/settings";
import { embedMessageSchema, hostMessageSchema } from "@/lib/protocol/embed";
import type { Outcome, ToSandbox } from "@/lib/protocol/page";
import { anyValue, bentAnywhere } from "@/lib/testing/arbitraries";
import { expectWords } from "./expectations";

/** Each is a whole sequence, with runs in it. */
const numRuns = Math.ceil(Number(process.env.FANOUT_RUNS ?? 200) / 5);

const CODE = `import { map, task, workflow } from "fanout";
const t = task(async (n: number) => n * 2);
export default workflow(async ({ n }) => map(t, [1, 2, n]), { name: "w", inputs: { n: 3 } });
`;

/** How a sandbox reacts to a run: it succeeds, fails, breaks the protocol, or never answers. */
const MOODS = ["succeeded", "failed", "nonsense", "silent"] as const;
type Mood = (typeof MOODS)[number];

/** The real client, with a sandbox in this thread that runs nothing. */
function clientOf(moods: readonly Mood[]) {
  let asked = 0;
  const open = (): SandboxChannel => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = ({ data }: MessageEvent<ToSandbox>) => {
      if (data.type !== "run") return;
      const mood = moods[asked++ % moods.length];
      const done: Outcome = {
        type: "done",
        status: mood === "failed" ? "failed" : "succeeded",
        wallMs: 1,
        output: { json: "1", truncated: false },
        ...(mood === "failed" && { error: { name: "Error", message: "no" } }),
        artifacts: [],
        cache: [],
        results: [],
        refused: [],
      };
      if (mood === "nonsense") data.port.postMessage({ ...done, wallMs: "long" });
      else if (mood !== "silent") data.port.postMessage(done);
    };
    port2.postMessage({ type: "ready", crossOriginIsolated: false, timerStepMs: 0.1 });
    return {
      port: port1,
      close() {
        port1.close();
        port2.close();
      },
    };
  };
  // A silent sandbox times out soon: the run has its own timeout of at least 0.1 s.
  return createSandboxClient(open, {
    startMs: 1_000,
    stopMs: 2,
    restMs: 1,
    graceMs: 0,
    silenceMs: 60,
  });
}

function setUp(moods: readonly Mood[]) {
  const client = clientOf(moods);
  const machine = { cores: 2, userAgent: "test", now: () => performance.now() };
  const runner: RunService = {
    checkInputs,
    prepare: async () => undefined,
    start: async (request, listener) => startRun(client, machine, request, listener),
    release: () => client.release(),
    dispose: () => client.dispose(),
  };
  const settings = { ...defaultSettings(2), rounds: 1 as const, timeoutMs: 100 };
  const store = createPlaygroundStore({
    compiler: { compile: async (code) => compile(code), dispose: () => undefined },
    loadRunner: async () => runner,
    cache: memoryCache(),
    settings,
    theme: "light",
  });
  const said: unknown[] = [];
  const parent = { postMessage: (message: unknown) => said.push(message) };
  const host = createEmbedHost(store, 2, createHostPort(parent as unknown as Window));
  const hear = (data: unknown) => host.receive({ data, source: parent as unknown as Window });
  return { store, said, hear, dispose: () => client.dispose() };
}

const once = { rounds: 1, timeBudgetMs: 0, timeoutMs: 100, strategies: ["async"] };
const MESSAGES: readonly object[] = [
  { type: "fanout:load", code: CODE, inputs: { n: 5 }, settings: once },
  { type: "fanout:load", code: "export default 1", settings: once },
  { type: "fanout:load", code: CODE, language: "typescript", inputs: { other: 1 } },
  { type: "fanout:run", rounds: 1, settings: once },
  { type: "fanout:run", rounds: 1, settings: once, inputs: { n: "text" } },
  { type: "fanout:run", rounds: 1, strategies: ["sequential", "pooled"], settings: { timeoutMs: 100 } },
  { type: "fanout:stop" },
  { type: "fanout:theme", theme: "dark" },
  { type: "fanout:ping" },
];
const valid = fc.constantFrom(...MESSAGES).map((message) => ({ version: 1, ...message }));
const message = fc.oneof(
  { weight: 4, arbitrary: valid },
  { weight: 1, arbitrary: fc.constantFrom(...MESSAGES).chain(bentAnywhere) },
  { weight: 1, arbitrary: anyValue },
);

/** Whether a message gets an answer that its id identifies. */
const expects = (
  sent: unknown,
): { readonly id: string | number; readonly understood: boolean } | undefined => {
  if (typeof sent !== "object" || sent === null || !("type" in sent) || !("id" in sent)) return undefined;
  if (typeof sent.type !== "string" || !sent.type.startsWith("fanout:")) return undefined;
  const { id } = sent;
  if (typeof id !== "number" && (typeof id !== "string" || id.length > 200)) return undefined;
  const parsed = hostMessageSchema.safeParse(sent);
  if (parsed.success && parsed.data.type === "fanout:theme") return undefined;
  return { id, understood: parsed.success };
};

const LAST: readonly unknown[] = ["fanout:ready", "fanout:loaded", "fanout:result", "fanout:error"];

test("whatever a host sends, in any order, each message ends in one result or one clear error", async () => {
  const sequence = fc.array(fc.tuple(message, fc.boolean()), { minLength: 1, maxLength: 10 });
  const moods = fc.array(fc.constantFrom(...MOODS), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(sequence, moods, async (parts, mood) => {
      const { store, said, hear, dispose } = setUp(mood);
      const wanted = new Map<unknown, boolean>();
      for (const [index, [part, waits]] of parts.entries()) {
        const isPlain = typeof part === "object" && part !== null && !Array.isArray(part);
        const sent: unknown = isPlain ? { ...part, id: `m${index}` } : part;
        const expected = expects(sent);
        if (expected) wanted.set(expected.id, expected.understood);
        hear(sent);
        if (waits) await new Promise((next) => setTimeout(next));
      }
      // Answered after everything before it.
      hear({ type: "fanout:load", version: 1, id: "load", code: CODE, settings: once });
      hear({ type: "fanout:run", version: 1, id: "last", rounds: 1, settings: once });
      for (const id of ["load", "last"]) wanted.set(id, true);
      const answersTo = (id: unknown) =>
        said.filter(
          (each) =>
            typeof each === "object" &&
            each !== null &&
            "id" in each &&
            each.id === id &&
            "type" in each &&
            LAST.includes(each.type),
        );
      await expect
        .poll(() => [...wanted.keys()].filter((id) => answersTo(id).length === 0), {
          timeout: 10_000,
          interval: 1,
        })
        .toEqual([]);
      await expect.poll(() => store.getState().phase, { interval: 1 }).toBe("idle");
      for (const [id, understood] of wanted) {
        const answers = answersTo(id);
        expect(answers).toHaveLength(1);
        if (!understood) expect(answers[0]).toMatchObject({ type: "fanout:error" });
      }
      for (const each of said) {
        const parsed = embedMessageSchema.safeParse(each);
        expect(parsed.error?.issues).toBeUndefined();
        if (parsed.data?.type === "fanout:error") expectWords(parsed.data.message);
      }
      dispose();
    }),
    { numRuns },
  );
}, 0);
