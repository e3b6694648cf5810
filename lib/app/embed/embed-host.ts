import { HARD_TEXT, isHardText } from "@/lib/base/hard-text";
import { DEFAULT_LANGUAGE } from "@/lib/model/language";
import { defaultSettings } from "@/lib/model/settings";
import { type HostMessage, hostMessageSchema } from "@/lib/protocol/embed";
import type { RunOutcome } from "../store/slices/run-slice";
import type { PlaygroundStore } from "../store/store";
import type { HostPort } from "./host-port";

type Id = HostMessage["id"];

export interface EmbedHost {
  receive(event: Pick<MessageEvent<unknown>, "data" | "source">): void;
}

/**
 * The embed's side of the messages between it and the page around it. Any page may embed it, so any page may ask: every
 * message is checked against the schema, and every one that expects an answer gets one.
 */
export function createEmbedHost(store: PlaygroundStore, cores: number, host: HostPort): EmbedHost {
  const refuse = (id: Id, message: string, line?: number, column?: number): void =>
    host.post({ type: "fanout:error", id, message, line, column });

  async function load({
    id,
    code,
    language = DEFAULT_LANGUAGE,
    inputs,
    settings,
  }: HostMessage & { type: "fanout:load" }): Promise<void> {
    if (isHardText(code)) return refuse(id, `This program cannot be shown. ${HARD_TEXT}`);
    store
      .getState()
      .openDocument(
        { code, language, inputs: inputs ?? {}, settings: { ...defaultSettings(cores), ...settings } },
        { kind: "host" },
      );
    const compiled = await store.getState().compile();
    if (!compiled.ok) {
      const [first] = compiled.errors;
      return refuse(id, first?.message ?? "The program does not compile.", first?.line, first?.column);
    }
    const names = compiled.program.inputs.map(({ name }) => name);
    const unknown = Object.keys(inputs ?? {}).find((name) => !names.includes(name));
    if (unknown !== undefined) return refuse(id, `Unknown input "${unknown}".`);
    host.post({ type: "fanout:loaded", id });
  }

  async function run({
    id,
    strategies,
    rounds,
    inputs,
    settings,
  }: HostMessage & { type: "fanout:run" }): Promise<void> {
    // One at a time: a new run ends the one before, and its answer shows that.
    store.getState().stop();
    host.askedRuns += 1;
    const outcome = await store.getState().run({
      settings: { ...settings, ...(strategies && { strategies }), ...(rounds && { rounds }) },
      inputs,
      onProgress: ({ strategy, round, done, total }) =>
        // A warm-up comes before the first round.
        host.post({ type: "fanout:progress", id, strategy, round: Math.max(1, round), done, total }),
    });
    host.askedRuns -= 1;
    answer(id, outcome);
  }

  async function stop(id: Id): Promise<void> {
    const run = store.getState().runInProgress();
    if (run === undefined) return refuse(id, "Nothing is running.");
    store.getState().stop();
    answer(id, await run);
  }

  function answer(id: Id, outcome: RunOutcome): void {
    if (outcome.ok) host.post({ type: "fanout:result", id, report: outcome.run.report });
    else refuse(id, outcome.refusal.message, outcome.refusal.line, outcome.refusal.column);
  }

  function receive({ data, source }: Pick<MessageEvent<unknown>, "data" | "source">): void {
    if (source !== host.window || !isOurs(data)) return;
    const parsed = hostMessageSchema.safeParse(data);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const where = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
      refuse(idOf(data), `Invalid message: ${where}${issue?.message ?? "unknown shape"}`);
      return;
    }
    const message = parsed.data;
    if (message.type === "fanout:ping") host.post({ type: "fanout:ready", id: message.id });
    else if (message.type === "fanout:load") void load(message);
    else if (message.type === "fanout:run") void run(message);
    else if (message.type === "fanout:stop") void stop(message.id);
    else store.getState().setTheme(message.theme === "auto" ? "system" : message.theme);
  }

  return { receive };
}

/** Other scripts of the host post to their own frames: such messages are no errors. */
function isOurs(data: unknown): data is { readonly type: string } {
  return (
    typeof data === "object" &&
    data !== null &&
    "type" in data &&
    typeof data.type === "string" &&
    data.type.startsWith("fanout:")
  );
}

function idOf(data: object): Id {
  const id = "id" in data ? data.id : undefined;
  return typeof id === "number" || (typeof id === "string" && id.length <= 200) ? id : undefined;
}
