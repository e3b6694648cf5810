import "./no-eval";
import * as z from "zod";
import { LANGUAGE_IDS, unknownLanguage } from "@/lib/model/language";

/** The language of a program. Left out for the default, as everything is that was written before there was a choice. */
export const languageSchema = z.enum(LANGUAGE_IDS, { error: ({ input }) => unknownLanguage(input) });
