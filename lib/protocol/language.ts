import "./no-eval";
import * as z from "zod";
import { unknownLanguage } from "@/lib/model/known-language";
import { LANGUAGE_IDS } from "@/lib/model/language";

/** The language of a program. Left out for the default, as everything is that was written before there was a choice. */
export const languageSchema = z.enum(LANGUAGE_IDS, { error: ({ input }) => unknownLanguage(input) });
