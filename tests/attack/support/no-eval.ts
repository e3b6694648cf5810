import * as z from "zod";

// The debugger, which puts the harness into the page, may evaluate text where the page may not. Schemas that detect this
// would rely on it later, so this runs before any schema is made.
z.config({ jitless: true });
