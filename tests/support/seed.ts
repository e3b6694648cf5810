import fc from "fast-check";

// Property tests try the same cases each time; what fails prints its seed and path. `npm run test:slow` takes other seeds.
fc.configureGlobal({ seed: Number(process.env.FANOUT_SEED ?? 1) });
