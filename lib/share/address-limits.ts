/** `of` "link": the address may be `limit` characters long. "message": the whole message, so the address has to leave room. */
type AddressLimit = readonly [where: string, limit: number, of: "link" | "message", past: string];

/** Where a link is put, and what happens past the limit; shortest first. docs/links.md dates them and names their sources. */
const LIMITS: readonly AddressLimit[] = [
  ["Outlook mail", 1_024, "link", "the link is truncated when clicked"],
  ["Discord", 2_000, "message", "the message is rejected or sent as a file"],
  ["Notion", 2_000, "link", "the link is rejected"],
  ["Slack", 4_000, "message", "the message is split, which breaks the link"],
  ["Telegram", 4_096, "message", "the message is split, which breaks the link"],
  ["Microsoft Teams", 28_000, "message", "the message is rejected"],
  ["Jira comment", 32_767, "message", "the comment is rejected"],
  ["GitHub comment", 65_536, "message", "the comment is rejected"],
  ["Firefox", 1_000_000, "link", "the page does not open"],
  ["Chrome, Edge", 2_000_000, "link", "the page does not open"],
];

/** Characters left for the text around the link. */
const ROOM_FOR_WORDS = 100;

export interface AssessedLimit {
  readonly where: string;
  /** Characters. */
  readonly limit: number;
  /** What happens past it. */
  readonly past: string;
  readonly ok: boolean;
}

/** @param length characters of the whole address, origin and fragment together */
export const assessLength = (length: number): readonly AssessedLimit[] =>
  LIMITS.map(([where, limit, of, past]) => ({
    where,
    limit,
    past,
    ok: length + (of === "message" ? ROOM_FOR_WORDS : 0) <= limit,
  }));
