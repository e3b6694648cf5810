#!/usr/bin/env node
// `npm run gallery`: serves the scenes of tests/gallery, with an index. Options: see server-options.mjs.
import { serverOptions } from "./server-options.mjs";
import { setup } from "./setup.mjs";

const options = serverOptions("npm run gallery");
await setup();
const { generate } = await import("./generate.mjs");
const { buildGallery, SITE } = await import("../tests/gallery/build.mjs");
const { serveForPeople } = await import("./serve.mjs");
await generate();
await buildGallery();
await serveForPeople("npm run gallery", "The gallery", { ...options, folder: SITE });
