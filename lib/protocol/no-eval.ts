import { config } from "zod";

// Zod would try whether it may make functions from text. The content policy of our pages and of the sandbox refuses that,
// and Firefox tells of it in the console of everybody who looks. Imported before the first schema is made.
config({ jitless: true });
