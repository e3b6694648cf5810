import type { LanguageId } from "@/lib/model/language";
import { loadPython, type PythonProgress } from "../python/load-python";
import { createSandboxClient, type SandboxClient } from "./sandbox-client";
import { type OpenChannel, openPythonFrame, openSandboxFrame } from "./sandbox-frame";

type Listen = (progress: PythonProgress) => void;

/** What a language's sandbox needs before it can be opened. */
const openers: Readonly<Record<LanguageId, (listen: Listen) => Promise<OpenChannel>>> = {
  typescript: async () => openSandboxFrame,
  async python(listen) {
    const files = await loadPython(listen);
    return () => openPythonFrame(files);
  },
};

/** One sandbox for each language that is used. */
export function createSandboxes(open = openers) {
  const clients = new Map<LanguageId, Promise<SandboxClient>>();
  const settled = new Set<SandboxClient>();
  let isDisposed = false;

  async function create(language: LanguageId, listen: Listen): Promise<SandboxClient> {
    const client = createSandboxClient(await open[language](listen));
    settled.add(client);
    if (isDisposed) client.dispose();
    else client.environment().catch(() => undefined);
    return client;
  }

  return {
    /**
     * The sandbox of a language, which it opens.
     * @param listen hears how far a download is; for the first caller
     * @throws Error for the user, where what it needs cannot be had
     */
    of(language: LanguageId, listen: Listen): Promise<SandboxClient> {
      const known = clients.get(language);
      if (known) return known;
      const client = create(language, listen);
      clients.set(language, client);
      client.catch(() => clients.delete(language));
      return client;
    },
    release(): void {
      for (const client of settled) client.release();
    },
    dispose(): void {
      isDisposed = true;
      for (const client of settled) client.dispose();
    },
  };
}
