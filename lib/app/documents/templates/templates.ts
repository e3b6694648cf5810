import type { LanguageId } from "@/lib/model/language";
import { PYTHON } from "./python";
import { TYPESCRIPT } from "./typescript";

export const TEMPLATE_IDS = ["blank", "fan-out", "retries", "nested", "waiting"] as const;
export type TemplateId = (typeof TEMPLATE_IDS)[number];

/** What people read about each. */
export const TEMPLATE_TEXTS: Readonly<Record<TemplateId, { readonly title: string; readonly note: string }>> =
  {
    blank: { title: "Blank", note: "The smallest program" },
    "fan-out": { title: "Fan-out", note: "One task for many items" },
    retries: { title: "Retries", note: "Items that fail and are tried again" },
    nested: { title: "Nested", note: "Items that fan out themselves" },
    waiting: { title: "Waiting", note: "Items that wait for a service" },
  };

const PROGRAMS: Readonly<Record<LanguageId, Readonly<Record<TemplateId, string>>>> = {
  typescript: TYPESCRIPT,
  python: PYTHON,
};

export const templateOf = (language: LanguageId, id: TemplateId): string => PROGRAMS[language][id];
