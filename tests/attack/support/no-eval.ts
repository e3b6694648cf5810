import * as z from "zod";

// The debugger, which puts the harness into the page, may evaluate text where the page itself may not: schemas that find
// that out while it does would count on it later. Before any schema is made.
z.config({ jitless: true });
