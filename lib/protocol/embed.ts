import "./no-eval";
import * as z from "zod";
import { INPUTS_MAX_LENGTH, PROGRAM_MAX_BYTES } from "@/lib/model/limits";
import { STRATEGIES } from "@/lib/model/strategy";
import { languageSchema } from "./language";
import { reportSchema } from "./report";
import { settingsSchema } from "./settings";

/**
 * The wire between a page and the embed in it, by `postMessage`, documented for hosts in
 * docs/embedding.md. A host is a stranger to the embed, so whatever arrives is checked here and nothing more is
 * believed. Unknown keys of a message are dropped, so that a newer host can talk to an older embed; those of settings are
 * refused by name, as everywhere.
 */
const EMBED_VERSION = 1;

/** Given by the host, and echoed in every answer to its message. */
const messageIdSchema = z.union([z.string().max(200), z.number()]);

const head = { version: z.literal(EMBED_VERSION), id: messageIdSchema.optional() };

const code = z
  .string()
  .max(PROGRAM_MAX_BYTES, "the program is larger than 256 KiB, the limit")
  .refine(
    (text) => new TextEncoder().encode(text).length <= PROGRAM_MAX_BYTES,
    "the program is larger than 256 KiB, the limit",
  );

/** A structured clone can be cyclic, or endless through getters of its own: only what JSON can hold is let in. */
const inputs = z
  .record(z.string(), z.unknown())
  .refine(isBoundedJson, "must be plain JSON of at most 1 MiB")
  .optional();

function isBoundedJson(value: unknown): boolean {
  try {
    return JSON.stringify(value).length <= INPUTS_MAX_LENGTH;
  } catch {
    return false;
  }
}

const settings = settingsSchema.partial().optional();

export const hostMessageSchema = z.discriminatedUnion("type", [
  /** Puts a program in place of the one shown. Answered by `fanout:loaded`, or `fanout:error`. */
  z.object({
    type: z.literal("fanout:load"),
    ...head,
    code,
    language: languageSchema.optional(),
    inputs,
    settings,
  }),
  /** Answered by `fanout:progress` …, then `fanout:result`, or `fanout:error`. */
  z.object({
    type: z.literal("fanout:run"),
    ...head,
    strategies: settingsSchema.shape.strategies.optional(),
    rounds: settingsSchema.shape.rounds.optional(),
    inputs,
    settings,
  }),
  /** Answered by `fanout:result` with status cancelled. */
  z.object({ type: z.literal("fanout:stop"), ...head }),
  /** Not answered. */
  z.object({ type: z.literal("fanout:theme"), ...head, theme: z.enum(["light", "dark", "auto"]) }),
  /** Answered by `fanout:ready`. */
  z.object({ type: z.literal("fanout:ping"), ...head }),
]);
export type HostMessage = z.infer<typeof hostMessageSchema>;

export const embedMessageSchema = z.discriminatedUnion("type", [
  /** It can take messages. */
  z.object({ type: z.literal("fanout:ready"), ...head }),
  z.object({ type: z.literal("fanout:loaded"), ...head }),
  z.object({
    type: z.literal("fanout:progress"),
    ...head,
    strategy: z.enum(STRATEGIES),
    /** From 1. */
    round: z.int().min(1),
    /** Tasks and items settled, and known of, in this round. */
    done: z.int().min(0),
    total: z.int().min(0),
  }),
  z.object({ type: z.literal("fanout:result"), ...head, report: reportSchema }),
  z.object({
    type: z.literal("fanout:error"),
    ...head,
    message: z.string(),
    /** From 1, in the program's source. */
    line: z.int().optional(),
    column: z.int().optional(),
  }),
  /** CSS pixels that it wants to be high. */
  z.object({ type: z.literal("fanout:resize"), ...head, height: z.number().min(0).max(100_000) }),
]);
export type EmbedMessage = z.infer<typeof embedMessageSchema>;
