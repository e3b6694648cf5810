/** The record of a real run, for somebody who has none: it loads now. */
export async function sampleRecord(): Promise<File> {
  const { default: record } = await import("@/lib/examples/records/dagster-fan24.json");
  const bytes = Uint8Array.from(atob(record.base64), (char) => char.charCodeAt(0));
  return new File([bytes], record.name);
}
