// The sandbox: its policy, its origin, who may use it, and what it may send.
import { CHUNKS, META } from "../places.mjs";

/** @type {readonly import("../guard.mjs").Guard[]} */
export const sandboxGuards = [
  {
    name: "the sandbox's content policy",
    taken: "the meta element at the head of sandbox.html",
    cuts: [{ files: /^sandbox\.html$/, from: META, to: "" }],
    spec: "attack/escapes",
    tests: ["every attempt to leave the sandbox", "also without the lockdown"],
    says: /\+ +"(import of http|importScripts of data)"/,
  },
  {
    name: "lockdown of runners",
    taken: "fetch in the lockdown's list",
    cuts: [{ files: /^sandbox\.html$/, from: /\bfetch:\w+,fetchLater:/, to: "fetchLater:" }],
    spec: "attack/escapes",
    tests: ["every attempt to leave the sandbox"],
    says: /`fetch` is unavailable/,
  },
  {
    name: "an opaque origin, or none",
    taken: "the sandbox's check of its own origin",
    cuts: [{ files: /^sandbox\.html$/, from: /self\.origin==="null"/, to: "true" }],
    spec: "attack/host",
    tests: ["frames sandbox.html itself"],
    says: /Expected: "nothing"/,
  },
  {
    name: "the sandbox's frame",
    taken: "its sandbox attribute",
    cuts: [{ files: CHUNKS, from: /\w+\.setAttribute\("sandbox","allow-scripts"\)/, to: "0" }],
    spec: "attack/host",
    tests: ["frame does not have our origin"],
    says: /"http:\/\/127\.0\.0\.1/,
  },
  {
    name: "an opaque origin, which hides the site",
    taken: "the frame's attribute, the sandbox's check of its origin, and the lockdown of storage",
    cuts: [
      { files: CHUNKS, from: /\w+\.setAttribute\("sandbox","allow-scripts"\)/, to: "0" },
      { files: /^sandbox\.html$/, from: /self\.origin==="null"/, to: "true" },
      { files: /^sandbox\.html$/, from: /indexedDB:\w+,caches:\w+,/, to: "" },
      { files: /^sandbox\.html$/, from: /BroadcastChannel:\w+,/, to: "" },
    ],
    spec: "attack/sandbox",
    tests: ["cannot read the site's address"],
    says: /Received string:[\s\S]*127\.0\.0\.1[\s\S]*site secret/,
  },
  {
    name: "the sandbox offline",
    taken: "its check of who asks",
    cuts: [{ files: /^sandbox-offline\.html$/, from: /\w+!==location\.origin/, to: "!1" }],
    spec: "attack/sandbox",
    tests: ["the offline sandbox page"],
    says: /Received: {"crossOriginIsolated/,
  },
  {
    name: "the schema of the sandbox's messages",
    taken: "the page's check against it",
    cuts: [
      {
        files: CHUNKS,
        from: /(onmessage=\(\{data:(\w+)\}\)=>\{let \w+=)\w+\.safeParse\(\2\)/,
        to: "$1{success:!0,data:$2}",
      },
    ],
    spec: "attack/sandbox",
    tests: ["breaks the protocol"],
    says: /an invalid message/,
  },
  {
    name: "Stop",
    taken: "the page's limit on its answer, and the coordinator's handling of it",
    cuts: [
      { files: CHUNKS, from: /stopMs:400,/, to: "stopMs:1e9," },
      {
        module: "workers/coordinator.ts",
        from: 'if (data.type === "stop") trial.stop();',
        to: "",
      },
    ],
    spec: "e2e/stop",
    tests: ["its Stop button ends it"],
    says: /Timeout: 10000ms/,
  },
  {
    name: "an end of every worker",
    taken: "the end of the coordinator after a run",
    cuts: [{ module: "workers/sandbox/serve.ts", from: "else if (!warm) endAll();", to: "" }],
    spec: "attack/bounds",
    tests: ["a loop in the driver"],
    says: /Expected: 0/,
  },
];
