#!/usr/bin/env node
// A static server on Node's built-ins. `node scripts/serve.mjs [--folder FOLDER] [--port NUMBER] [--host ADDRESS]`.
import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { join, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { headersFor } from "./headers.mjs";
import { mimeType } from "./mime.mjs";
import { inRoot, isMain } from "./paths.mjs";
import { serverOptions } from "./server-options.mjs";

/**
 * @typedef {object} ServeOptions
 * @property {string} [folder] what is served; `out/` by default
 * @property {string} [basePath] "" or "/fanout": the path of a host under which the site stands
 * @property {boolean} [isolate] false leaves every header of headers.mjs away, as many static hosts do
 * @property {number} [port] 0 (default): any free one
 * @property {string} [host] 127.0.0.1 by default: seen by this machine only
 */

/** ms in which a request has to arrive whole. */
const REQUEST_MS = 10_000;

/**
 * Starts a server. Rejects if the port is taken.
 * @param {ServeOptions} [options]
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>} `url` ends in a slash
 */
export async function serve(options = {}) {
  const { folder = inRoot("out"), basePath = "", isolate = true, port = 0, host = "127.0.0.1" } = options;
  const site = { folder: await realpath(resolve(folder)), basePath: basePath.replace(/\/+$/, ""), isolate };
  // Requests that are begun and not finished would otherwise stay for a minute and a half.
  const limits = {
    headersTimeout: REQUEST_MS,
    requestTimeout: REQUEST_MS,
    connectionsCheckingInterval: REQUEST_MS / 2,
  };
  const server = createServer(limits, (request, response) => {
    answer(site, request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end("500: could not read the file\n");
    });
  });
  await new Promise((listening, failed) => {
    server.once("error", failed);
    server.listen(port, host, () => listening(undefined));
  });
  const { port: bound } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const shown = host === "127.0.0.1" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return {
    url: `http://${shown}:${bound}${site.basePath}/`,
    port: bound,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function answer(site, request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { Allow: "GET, HEAD" }).end();
    return;
  }
  const [rawPath, query] = (request.url ?? "/").split(/\?(.*)/s);
  const path = sitePath(site, rawPath);
  if (path === undefined) return sendNotFound(site, request, response);
  const found = await lookUp(site.folder, path);
  if (found === "folder") {
    response
      .writeHead(308, { Location: `${encodeURI(site.basePath + path)}/${query ? `?${query}` : ""}` })
      .end();
  } else if (found) {
    await send(site, request, response, 200, path, found);
  } else {
    await sendNotFound(site, request, response);
  }
}

/** The path below the base path, decoded; undefined if it lies outside or tries to. */
function sitePath({ basePath }, rawPath) {
  let path;
  try {
    path = decodeURIComponent(rawPath);
  } catch {
    return undefined;
  }
  if (path === basePath) return "";
  if (!path.startsWith(`${basePath}/`)) return undefined;
  const below = path.slice(basePath.length);
  // No step upwards, no hidden file, no second root ("//host" would redirect away), nothing that ends a C string.
  return /[\\\0]|\/\/|\/\./.test(below) ? undefined : below;
}

/** @returns {Promise<"folder" | { file: string, size: number, mtimeMs: number } | undefined>} */
async function lookUp(folder, path) {
  const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
  if (file !== folder && !file.startsWith(folder + sep)) return undefined;
  // A link may lead out of the folder.
  const real = await realpath(file).catch(() => undefined);
  if (real === undefined || (real !== folder && !real.startsWith(folder + sep))) return undefined;
  const info = await stat(file).catch(() => undefined);
  if (info?.isFile()) return { file, size: info.size, mtimeMs: info.mtimeMs };
  return info?.isDirectory() ? "folder" : undefined;
}

async function send(site, request, response, status, path, { file, size, mtimeMs }) {
  const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
  const headers = { "Cache-Control": "no-cache", ...(site.isolate ? headersFor(path) : {}) };
  if (status === 200 && request.headers["if-none-match"] === etag) {
    response.writeHead(304, { ...headers, ETag: etag }).end();
    return;
  }
  response.writeHead(status, {
    ...headers,
    ETag: etag,
    "Content-Type": mimeType(file),
    "Content-Length": size,
  });
  if (request.method === "HEAD") response.end();
  else await pipeline(createReadStream(file), response).catch(() => response.destroy());
}

async function sendNotFound(site, request, response) {
  const page = await lookUp(site.folder, "/404.html");
  if (page && page !== "folder") return send(site, request, response, 404, "/404.html", page);
  response
    .writeHead(404, { "Content-Type": "text/plain; charset=utf-8" })
    .end("404: there is no such page\n");
}

/**
 * Starts a server for people: prints where it is, or why it cannot be there and what to do.
 * @param {string} command as people type it
 * @param {string} name of what is served
 * @param {ServeOptions} options
 */
export async function serveForPeople(command, name, { port, host, ...options }) {
  try {
    const { url } = await serve({ port, host, ...options });
    console.log(`${name} is at ${url}  (Ctrl+C ends it)`);
  } catch (error) {
    console.error(
      error.code === "EADDRINUSE"
        ? `Port ${port} is in use. Choose another one: ${command} -- --port ${port + 1}`
        : `Cannot listen on ${host}, port ${port}: ${error.message}`,
    );
    process.exit(1);
  }
}

if (isMain(import.meta)) {
  const command = "node scripts/serve.mjs";
  const options = serverOptions(command, { folder: true });
  await serveForPeople(command, "Fanout", { basePath: process.env.FANOUT_BASE_PATH, ...options });
}
