import { describe, expect, it } from "vitest";
import { connect } from "./json-rpc";

function setUp() {
  const sent: unknown[] = [];
  const heard: unknown[] = [];
  let listener: (event: { readonly data: unknown }) => void = () => undefined;
  const connection = connect(
    {
      postMessage: (message) => sent.push(message),
      addEventListener: (_, given) => {
        listener = given;
      },
    },
    {
      notified: (method, params) => heard.push([method, params]),
      asked: (method) => `answer to ${method}`,
    },
  );
  return { sent, heard, connection, receive: (data: unknown) => listener({ data }) };
}

describe("a connection", () => {
  it("gives each request its answer", async () => {
    const { sent, connection, receive } = setUp();
    const [first, second] = [connection.request("a", 1), connection.request("b", 2)];
    expect(sent).toEqual([
      { jsonrpc: "2.0", id: 1, method: "a", params: 1 },
      { jsonrpc: "2.0", id: 2, method: "b", params: 2 },
    ]);
    receive({ id: 2, result: "two" });
    receive({ id: 1, error: { message: "no" } });
    expect(await second).toBe("two");
    await expect(first).rejects.toThrow("no");
  });

  it("tells of notifications, and answers requests", () => {
    const { sent, heard, receive } = setUp();
    receive({ method: "log", params: 3 });
    receive({ id: "x", method: "workspace/configuration", params: {} });
    expect(heard).toEqual([["log", 3]]);
    expect(sent).toEqual([{ jsonrpc: "2.0", id: "x", result: "answer to workspace/configuration" }]);
  });

  it("leaves nobody waiting at its end", async () => {
    const { connection, heard, receive } = setUp();
    const open = connection.request("a", 1);
    connection.end();
    await expect(open).rejects.toThrow("ended");
    await expect(connection.request("b", 2)).rejects.toThrow("ended");
    receive({ method: "log" });
    expect(heard).toEqual([]);
  });

  it("ignores what is no message", () => {
    const { sent, heard, receive } = setUp();
    for (const data of [null, "text", 1, {}, { id: 9, result: 1 }, { id: null }]) receive(data);
    expect([sent, heard]).toEqual([[], []]);
  });
});
