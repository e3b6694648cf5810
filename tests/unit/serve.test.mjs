import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serve } from "../../scripts/serve.mjs";

let top;
let folder;

beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), "fanout-serve-"));
  folder = join(top, "site");
  mkdirSync(join(folder, "embed"), { recursive: true });
  mkdirSync(join(folder, "monaco/1"), { recursive: true });
  mkdirSync(join(top, "site-beside"));
  writeFileSync(join(top, "secret.txt"), "secret");
  writeFileSync(join(top, "site-beside/secret.txt"), "secret");
  writeFileSync(join(folder, ".hidden"), "secret");
  symlinkSync(join(top, "secret.txt"), join(folder, "link.txt"));
  symlinkSync(top, join(folder, "up"));
  symlinkSync(join(folder, "index.html"), join(folder, "inside.html"));
  writeFileSync(join(folder, "index.html"), "start");
  writeFileSync(join(folder, "404.html"), "lost");
  writeFileSync(join(folder, "embed/index.html"), "embed");
  writeFileSync(join(folder, "monaco/1/editor.js"), "export {};");
});

afterAll(() => rmSync(top, { recursive: true }));

/** Sends the path unchanged: `fetch` would normalize it. */
function get(url, path, { method = "GET", headers = {} } = {}) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method, headers }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (part) => {
        body += part;
      });
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body }));
    })
      .on("error", reject)
      .end();
  });
}

async function withServer(options, use) {
  const server = await serve({ folder, ...options });
  try {
    await use(server.url, server);
  } finally {
    await server.close();
  }
}

describe("serve", () => {
  it("serves files with their types, and the index of folders", () =>
    withServer({}, async (url) => {
      expect(await get(url, "/")).toMatchObject({ status: 200, body: "start" });
      expect(await get(url, "/?example=letters")).toMatchObject({ status: 200, body: "start" });
      const script = await get(url, "/monaco/1/editor.js");
      expect(script.headers["content-type"]).toBe("text/javascript; charset=utf-8");
      expect(script.headers["cache-control"]).toContain("immutable");
      const folderOnly = await get(url, "/embed?view=tree");
      expect([folderOnly.status, folderOnly.headers.location]).toEqual([308, "/embed/?view=tree"]);
    }));

  it.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/embed/..%5c..%5csecret.txt",
    "/../site-beside/secret.txt",
    "/.hidden",
    "//elsewhere.example/",
    "/%00",
    "/%ff",
    "/none",
    "/link.txt",
    "/up/secret.txt",
    "/up/site-beside/secret.txt",
  ])("answers %s with the 404 page", (path) =>
    withServer({}, async (url) => {
      expect(await get(url, path)).toMatchObject({ status: 404, body: "lost" });
    }),
  );

  it("follows links that stay in the folder", () =>
    withServer({}, async (url) => {
      expect(await get(url, "/inside.html")).toMatchObject({ status: 200, body: "start" });
    }));

  it("ends requests that are not finished", { timeout: 30_000 }, () =>
    withServer({}, async (_url, { port }) => {
      const socket = connect(port, "127.0.0.1", () => socket.write("GET / HTTP/1.1\r\nHost: a\r\n"));
      const answer = await new Promise((done) => {
        let text = "";
        socket.on("data", (part) => {
          text += part;
        });
        socket.on("close", () => done(text));
      });
      expect(answer).toContain("408");
    }),
  );

  it("isolates pages, and lets any site frame the embed", () =>
    withServer({}, async (url) => {
      const { headers } = await get(url, "/embed/");
      expect(headers).toMatchObject({
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-embedder-policy": "credentialless",
        "cross-origin-resource-policy": "cross-origin",
        "document-isolation-policy": "isolate-and-credentialless",
      });
      expect(headers["x-frame-options"]).toBeUndefined();
    }));

  it("can leave out the headers, as many hosts do", () =>
    withServer({ isolate: false }, async (url) => {
      const { headers } = await get(url, "/");
      expect(Object.keys(headers).filter((name) => /policy|access-control/.test(name))).toEqual([]);
    }));

  it("answers a repeated request with 304", () =>
    withServer({}, async (url) => {
      const { etag } = (await get(url, "/")).headers;
      const again = await get(url, "/", { headers: { "if-none-match": etag } });
      expect(again).toMatchObject({ status: 304, body: "" });
    }));

  it("answers HEAD without a body, and refuses other methods", () =>
    withServer({}, async (url) => {
      expect(await get(url, "/", { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
      expect(await get(url, "/", { method: "POST" })).toMatchObject({ status: 405 });
    }));

  it("serves a base path, and nothing outside it", () =>
    withServer({ basePath: "/fanout" }, async (url) => {
      expect(url).toMatch(/\/fanout\/$/);
      expect(await get(url, "/fanout/")).toMatchObject({ status: 200, body: "start" });
      expect((await get(url, "/fanout")).headers.location).toBe("/fanout/");
      expect((await get(url, "/fanout/embed")).headers.location).toBe("/fanout/embed/");
      expect((await get(url, "/fanoutembed/")).status).toBe(404);
      expect((await get(url, "/")).status).toBe(404);
      expect((await get(url, "/fanout/monaco/1/editor.js")).headers["cache-control"]).toContain("immutable");
    }));

  it("reports a port that is taken", () =>
    withServer({}, async (_url, { port }) => {
      await expect(serve({ folder, port })).rejects.toMatchObject({ code: "EADDRINUSE" });
    }));
});
