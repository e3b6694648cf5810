/** What a worker that answers in JSON-RPC is used by. */
export interface Connection {
  /** Rejects with the answer's message, and when the connection ends. */
  request(method: string, params: unknown): Promise<unknown>;
  notify(method: string, params: unknown): void;
  end(): void;
}

interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** The part of a `Worker` that a connection uses. */
export interface MessageTarget {
  postMessage(message: unknown): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
}

interface Handlers {
  /** Notifications of the other side. */
  readonly notified: (method: string, params: unknown) => void;
  /** Requests of the other side. @returns the result */
  readonly asked: (method: string, params: unknown) => unknown;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

export function connect(target: MessageTarget, { notified, asked }: Handlers): Connection {
  const waiting = new Map<number | string, Waiting>();
  let isOpen = true;
  let last = 0;
  const send = (message: object): void => target.postMessage({ jsonrpc: "2.0", ...message });
  target.addEventListener("message", ({ data }) => {
    if (!isOpen || typeof data !== "object" || data === null) return;
    const { id, method, params, result, error } = data as Message;
    if (method !== undefined && id != null) send({ id, result: asked(method, params) });
    else if (method !== undefined) notified(method, params);
    else if (id != null) {
      const { resolve, reject } = waiting.get(id) ?? {};
      waiting.delete(id);
      if (error === undefined) resolve?.(result);
      else reject?.(new Error(error.message));
    }
  });
  return {
    request(method, params) {
      if (!isOpen) return Promise.reject(new Error("The connection has ended."));
      const id = ++last;
      send({ id, method, params });
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
    notify(method, params) {
      if (isOpen) send({ method, params });
    },
    end() {
      isOpen = false;
      for (const { reject } of waiting.values()) reject(new Error("The connection has ended."));
      waiting.clear();
    },
  };
}
