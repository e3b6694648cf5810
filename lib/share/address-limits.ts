/** Where a link is put, and how long it may be there. */
export interface AddressLimit {
  readonly where: string;
  /** Characters. */
  readonly limit: number;
  /** What happens past it. */
  readonly past: string;
  /** "link": the address may be this long. "message": the whole message, so the address has to leave room. */
  readonly of: "link" | "message";
  /** Where the figure is from. */
  readonly source: string;
}

/** Shortest first. Looked up once and dated in docs/links.md; services change theirs. */
export const addressLimits: readonly AddressLimit[] = [
  {
    where: "Outlook mail",
    limit: 1_024,
    past: "the link is cut when it is clicked",
    of: "link",
    source: "https://codenote.net/en/posts/5653",
  },
  {
    where: "Discord",
    limit: 2_000,
    past: "the message is refused or sent as a file",
    of: "message",
    source:
      "https://sapphirejs.dev/docs/Documentation/api-utilities/@sapphire/discord-utilities/variables/MessageLimits/",
  },
  {
    where: "Notion",
    limit: 2_000,
    past: "the link is refused",
    of: "link",
    source: "https://developers.notion.com/reference/request-limits",
  },
  {
    where: "Slack",
    limit: 4_000,
    past: "the message is split, and the link with it",
    of: "message",
    source: "https://github.com/chainloop-dev/chainloop/issues/272",
  },
  {
    where: "Telegram",
    limit: 4_096,
    past: "the message is split, and the link with it",
    of: "message",
    source: "https://docs.rs/crate/teloxide-core/latest/source/src/payloads/send_message.rs",
  },
  {
    where: "Microsoft Teams",
    limit: 28_000,
    past: "the message is refused",
    of: "message",
    source: "https://supersimple365.com/what-is-the-message-length-for-microsoft-teams-chat/",
  },
  {
    where: "Jira comment",
    limit: 32_767,
    past: "the comment is refused",
    of: "message",
    source: "https://github.com/bhaalsen/gitmerger/issues/9",
  },
  {
    where: "GitHub comment",
    limit: 65_536,
    past: "the comment is refused",
    of: "message",
    source: "https://github.com/cirosantilli/test-git-web-interface/issues/60",
  },
  {
    where: "Firefox",
    limit: 1_000_000,
    past: "the page does not open",
    of: "link",
    source: "measured",
  },
  {
    where: "Chrome, Edge",
    limit: 2_000_000,
    past: "the page does not open",
    of: "link",
    source: "measured",
  },
];

/** Characters left for what is written beside the link. */
const ROOM_FOR_WORDS = 100;

export interface AssessedLimit extends AddressLimit {
  readonly ok: boolean;
}

/** @param length characters of the whole address, origin and fragment together */
export function assessLength(length: number): readonly AssessedLimit[] {
  return addressLimits.map((one) => ({
    ...one,
    ok: length + (one.of === "message" ? ROOM_FOR_WORDS : 0) <= one.limit,
  }));
}
