import "@/lib/protocol/no-eval";
import * as z from "zod";
import { settingsV1 } from "./settings-v1";

/** Characters and numbers that a lesson in a link may have. */
export const LESSON_LIMITS = {
  title: 120,
  steps: 20,
  text: 2_000,
  question: 300,
  answer: 160,
  answers: 6,
} as const;

const line = z.int().min(1).max(100_000);

const question = z
  .strictObject({
    ask: z.string().min(1).max(LESSON_LIMITS.question),
    answers: z.array(z.string().min(1).max(LESSON_LIMITS.answer)).min(2).max(LESSON_LIMITS.answers),
    /** Which of the answers is right, from 0. */
    right: z.int().min(0),
    /** Shown after an answer. */
    because: z.string().max(LESSON_LIMITS.text).optional(),
    /** Results stay hidden until the reader has answered. */
    hides: z.boolean().optional(),
  })
  .refine(({ answers, right }) => right < answers.length, "the right answer is not one of the answers");

const step = z.strictObject({
  /** Plain text with paragraphs, lists, **bold**, *emphasis* and `code`. Nothing else of Markdown, and no HTML. */
  text: z.string().max(LESSON_LIMITS.text),
  /** First and last line that are marked in the program. */
  lines: z.tuple([line, line]).optional(),
  /** Offered to the reader, on top of what they have. */
  settings: settingsV1.optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
  view: z.enum(["compare", "tree", "timeline", "play", "output", "log"]).optional(),
  question: question.optional(),
});

/** A lesson about a link's program: steps, one after the other. */
export const lessonV1 = z.strictObject({
  title: z.string().max(LESSON_LIMITS.title),
  steps: z.array(step).min(1, "needs at least one step").max(LESSON_LIMITS.steps),
});
export type LinkLesson = z.infer<typeof lessonV1>;
export type LessonStep = z.infer<typeof step>;
