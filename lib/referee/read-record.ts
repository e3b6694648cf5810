import { REFEREE_MAX_BYTES } from "@/lib/model/limits";
import { type RefereeRecord, refereeRecordSchema } from "@/lib/protocol/referee";

const DAMAGED = "What happened could not be read";

/**
 * @param packed base64 of zlib of JSON, of a stranger's program
 * @throws Error in words for the page
 */
export async function readRecord(packed: string): Promise<RefereeRecord> {
  const record = refereeRecordSchema.safeParse(await unpacked(packed));
  if (record.success) return record.data;
  const issue = record.error.issues[0];
  throw new Error(`${DAMAGED} (${issue?.path.join(".")}: ${issue?.message}).`);
}

async function unpacked(packed: string): Promise<unknown> {
  try {
    const bytes = Uint8Array.from(atob(packed), (each) => each.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await textOf(stream));
  } catch (error) {
    if (error instanceof TooLong) throw new Error("The run has too many steps to compare.");
    throw new Error(`${DAMAGED}.`);
  }
}

class TooLong extends Error {}

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > REFEREE_MAX_BYTES) {
      void reader.cancel().catch(() => undefined);
      throw new TooLong();
    }
    text += decoder.decode(value, { stream: true });
  }
}
