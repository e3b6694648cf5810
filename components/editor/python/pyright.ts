import { type Connection, connect } from "./json-rpc";
import type {
  LspCompletion,
  LspCompletionList,
  LspHover,
  LspPosition,
  LspSignatureHelp,
  PublishDiagnostics,
} from "./messages";

const FOLDER = "file:///program/";
const FILE = `${FOLDER}main.py`;

/**
 * What basedpyright checks. Off is what is a matter of taste, and what is reported of much Python that works: values that may be `None`,
 * names that may be unset.
 */
const CONFIGURATION = {
  typeshedPath: "/typeshed",
  pythonVersion: "3.14",
  pythonPlatform: "Linux",
  typeCheckingMode: "standard",
  reportMissingModuleSource: false,
  reportOptionalMemberAccess: false,
  reportOptionalSubscript: false,
  reportOptionalIterable: false,
  reportOptionalContextManager: false,
  reportOptionalOperand: false,
  reportOptionalCall: false,
  reportPossiblyUnbound: false,
  reportSelfClsParameterName: false,
  reportIncompatibleMethodOverride: false,
  reportIncompatibleVariableOverride: false,
  reportPrivateImportUsage: false,
};

const SETTINGS: Readonly<Record<string, unknown>> = {
  "basedpyright.analysis": { diagnosticMode: "openFilesOnly", autoImportCompletions: false },
};

const CAPABILITIES = {
  textDocument: {
    publishDiagnostics: { versionSupport: true },
    hover: { contentFormat: ["markdown", "plaintext"] },
    completion: {
      completionItem: {
        documentationFormat: ["markdown"],
        resolveSupport: { properties: ["documentation"] },
      },
    },
    signatureHelp: {
      signatureInformation: {
        documentationFormat: ["markdown"],
        parameterInformation: { labelOffsetSupport: true },
        activeParameterSupport: true,
      },
    },
  },
  workspace: { configuration: true },
};

/** basedpyright and the one program that it knows. All answers are about the text that it was given last. */
export class Pyright {
  private readonly connection: Connection;
  private readonly ready: Promise<unknown>;
  private version = 1;

  /** @param published what it found in the text of the given version */
  constructor(
    private readonly worker: Worker,
    text: string,
    published: (found: PublishDiagnostics) => void,
  ) {
    this.connection = connect(worker, {
      notified: (method, params) => {
        if (method === "textDocument/publishDiagnostics") published(params as PublishDiagnostics);
      },
      asked: (method, params) => (method === "workspace/configuration" ? settingsFor(params) : null),
    });
    worker.postMessage({ type: "browser/boot", mode: "foreground" });
    this.ready = this.start(text);
    // Whoever asks meets the error.
    this.ready.catch(() => undefined);
  }

  private async start(text: string): Promise<void> {
    await this.connection.request("initialize", {
      processId: null,
      rootUri: FOLDER,
      workspaceFolders: [{ uri: FOLDER, name: "program" }],
      initializationOptions: {
        files: { "/program/main.py": text, "/program/pyrightconfig.json": JSON.stringify(CONFIGURATION) },
      },
      capabilities: CAPABILITIES,
    });
    this.connection.notify("initialized", {});
    const { version } = this;
    this.connection.notify("textDocument/didOpen", {
      textDocument: { uri: FILE, languageId: "python", version, text },
    });
  }

  /** @returns the text's version */
  update(text: string): number {
    const version = ++this.version;
    void this.after(() =>
      this.connection.notify("textDocument/didChange", {
        textDocument: { uri: FILE, version },
        contentChanges: [{ text }],
      }),
    ).catch(() => undefined);
    return version;
  }

  complete(position: LspPosition): Promise<LspCompletionList | null> {
    return this.ask<LspCompletionList | null>("textDocument/completion", position);
  }

  /** Adds what an entry of the list explains. */
  explain(item: LspCompletion): Promise<LspCompletion> {
    return this.after(() =>
      this.connection.request("completionItem/resolve", item),
    ) as Promise<LspCompletion>;
  }

  hover(position: LspPosition): Promise<LspHover | null> {
    return this.ask<LspHover | null>("textDocument/hover", position);
  }

  signatures(position: LspPosition): Promise<LspSignatureHelp | null> {
    return this.ask<LspSignatureHelp | null>("textDocument/signatureHelp", position);
  }

  end(): void {
    this.connection.end();
    this.worker.terminate();
  }

  private ask<T>(method: string, position: LspPosition): Promise<T> {
    return this.after(() =>
      this.connection.request(method, { textDocument: { uri: FILE }, position }),
    ) as Promise<T>;
  }

  private async after<T>(act: () => T): Promise<Awaited<T>> {
    await this.ready;
    return await act();
  }
}

function settingsFor(params: unknown): unknown[] {
  const { items } = params as { readonly items: readonly { readonly section?: string }[] };
  return items.map(({ section = "" }) => SETTINGS[section] ?? {});
}
