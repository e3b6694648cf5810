import { defaultSettings } from "@/lib/model/settings";
import { EMBED_VERSION, type EmbedMessage, type HostMessage, hostMessageSchema } from "@/lib/protocol/embed";
import type { RunOutcome } from "../store/slices/run-slice";
import type { PlaygroundStore } from "../store/store";

/** Without `version`, which is the same in all. */
type Answer = EmbedMessage extends infer M ? (M extends EmbedMessage ? Omit<M, "version"> : never) : never;
type Id = HostMessage["id"];

export interface EmbedHost {
  receive(event: Pick<MessageEvent<unknown>, "data" | "source">): void;
}

/** Runs that the host asked for and that are not over: how they end is told in answer, and not again. */
export interface AskedRuns {
  count: number;
}

/** The window around the embed. */
export type HostWindow = Pick<Window, "postMessage">;

/**
 * The embed's side of the messages between it and the page that it stands in. Any page may embed it, so any page may ask;
 * nothing is believed that the schema does not hold, and no message goes without an answer that should have one.
 */
export function createEmbedHost(
  store: PlaygroundStore,
  cores: number,
  parent: HostWindow,
  asked: AskedRuns,
): EmbedHost {
  /** The answers hold nothing but what the host gave and what was made of it, and a host may have no origin to name. */
  const tell = (message: Answer): void => parent.postMessage({ version: EMBED_VERSION, ...message }, "*");
  const refuse = (id: Id, message: string, line?: number, column?: number): void =>
    tell({ type: "fanout:error", id, message, line, column });

  async function load({ id, code, inputs, settings }: HostMessage & { type: "fanout:load" }): Promise<void> {
    store
      .getState()
      .openDocument(
        { code, inputs: inputs ?? {}, settings: { ...defaultSettings(cores), ...settings } },
        { kind: "host" },
      );
    const compiled = await store.getState().compile();
    if (!compiled.ok) {
      const [first] = compiled.errors;
      return refuse(id, first?.message ?? "The program does not compile.", first?.line, first?.column);
    }
    const names = compiled.program.inputs.map(({ name }) => name);
    const unknown = Object.keys(inputs ?? {}).find((name) => !names.includes(name));
    if (unknown !== undefined) return refuse(id, `The program has no input "${unknown}".`);
    tell({ type: "fanout:loaded", id });
  }

  async function run({
    id,
    strategies,
    rounds,
    inputs,
    settings,
  }: HostMessage & { type: "fanout:run" }): Promise<void> {
    // One at a time: a new one ends the one before, whose answer says so.
    store.getState().stop();
    asked.count += 1;
    const end = await store.getState().run({
      settings: { ...settings, ...(strategies && { strategies }), ...(rounds && { rounds }) },
      inputs,
      onProgress: ({ strategy, round, done, total }) =>
        // A warm-up comes before the first round.
        tell({ type: "fanout:progress", id, strategy, round: Math.max(1, round), done, total }),
    });
    asked.count -= 1;
    answer(id, end);
  }

  async function stop(id: Id): Promise<void> {
    const going = store.getState().going();
    if (going === undefined) return refuse(id, "Nothing is running.");
    store.getState().stop();
    answer(id, await going);
  }

  function answer(id: Id, end: RunOutcome): void {
    if (end.ok) tell({ type: "fanout:result", id, report: end.result.report });
    else refuse(id, end.refusal.message, end.refusal.line, end.refusal.column);
  }

  function receive({ data, source }: Pick<MessageEvent<unknown>, "data" | "source">): void {
    if (source !== parent || !isOurs(data)) return;
    const parsed = hostMessageSchema.safeParse(data);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const where = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
      refuse(idOf(data), `This message is not understood: ${where}${issue?.message ?? "unknown shape"}`);
      return;
    }
    const message = parsed.data;
    if (message.type === "fanout:ping") tell({ type: "fanout:ready", id: message.id });
    else if (message.type === "fanout:load") void load(message);
    else if (message.type === "fanout:run") void run(message);
    else if (message.type === "fanout:stop") void stop(message.id);
    else store.getState().setTheme(message.theme === "auto" ? "system" : message.theme);
  }

  return { receive };
}

/** Other scripts of the host talk to their own frames; what is not addressed to us is no error. */
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
