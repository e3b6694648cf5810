import fc from "fast-check";

// Property tests use the same cases each time; failures print their seed and path. `npm run test:slow` uses other seeds.
fc.configureGlobal({ seed: Number(process.env.FANOUT_SEED ?? 1) });
