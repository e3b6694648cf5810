import { get } from "node:http";
import { createServer, type Socket } from "node:net";

/** A server that records everything that reaches it: requests of any method, and connections without one. */
export interface Hits {
  readonly port: number;
  /** The first line of each request since the last call; "connection" for one without a request. */
  take(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const BODY = 'export default "reached"; globalThis.reached = true;';

/** Answers everything with a script that any page may read, so that no attack fails for lack of permission. */
export async function openHits(): Promise<Hits> {
  let seen: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const at = seen.push("connection") - 1;
    const mine = seen;
    socket.on("data", (data) => {
      mine[at] = data.toString("latin1").split("\r\n", 1)[0] ?? "data";
      const head = [
        "HTTP/1.1 200 OK",
        "Content-Type: text/javascript",
        `Content-Length: ${BODY.length}`,
        "Access-Control-Allow-Origin: *",
        "Cross-Origin-Resource-Policy: cross-origin",
        "Connection: close",
      ];
      socket.end(`${head.join("\r\n")}\r\n\r\n${BODY}`);
    });
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    port: address.port,
    async take() {
      // Our own request arrives after all others, and shows that this server counts.
      await new Promise<void>((done, failed) => {
        get({ port: address.port, path: "/own" }, (answer) => answer.resume().on("end", done)).on(
          "error",
          failed,
        );
      });
      const taken = seen;
      seen = [];
      if (!taken.includes("GET /own HTTP/1.1")) throw new Error("the server does not count");
      return taken.filter((line) => line !== "GET /own HTTP/1.1");
    },
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => done());
      }),
  };
}
