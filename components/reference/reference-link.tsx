import { sitePath } from "@/components/learn/site-path";
import type { LanguageId } from "@/lib/model/language";
import { referenceFor } from "./link-for";

interface ReferenceLinkProps {
  readonly message: string;
  readonly language: LanguageId;
  readonly className?: string;
}

/** To the entry that explains a message. In another tab: the program stays where it is. */
export function ReferenceLink({ message, language, className }: ReferenceLinkProps) {
  const anchor = referenceFor(message, language);
  if (anchor === undefined) return null;
  return (
    <a
      href={`${sitePath("/reference/")}#${anchor}`}
      target="_blank"
      rel="noopener"
      className={className ?? "text-accent underline underline-offset-2"}
    >
      Reference: {anchor}
    </a>
  );
}
