// Reports by a mock language model: draft, critique and revise in iterations,
// then three formats of each.
import {
  Dir,
  environment,
  group,
  meter,
  random,
  sleep,
  starmap,
  traced,
  workflow,
} from "fanout";

// Two warm workers with four slots each; results are cached for the next run.
const llm_env = environment({
  name: "llm-worker",
  reuse: { replicas: 2, concurrency: 4 },
  cache: true,
});

type Model = { callMs: number; failRate: number; dollarsPerMillion: number };
type Turns = { maxIterations: number; qualityThreshold: number };
type Rules = Model & Turns & { topicInDraft: boolean };

// A mock model: each call waits, is counted and returns its input.
async function call_llm(prompt: string, answer: string, model: Model) {
  await sleep(model.callMs);
  if (random() < model.failRate) throw new Error("The model is overloaded");
  const tokens = Math.ceil((prompt.length + answer.length) / 4);
  meter("calls", 1);
  meter("tokens", tokens);
  meter("dollars", (tokens * model.dollarsPerMillion) / 1_000_000);
  return answer;
}

// Traced: a retry reuses earlier answers and pays once.
const generate_initial_draft = traced((topic: string, rules: Rules) => {
  const title = rules.topicInDraft ? topic : "Report";
  return call_llm(topic, `# ${title}\n\n## Introduction\n\nIt matters.`, rules);
});
const critique_content = traced(async (draft: string, model: Model) => {
  const score = draft.includes("[REVISED]") ? 8 : 6;
  await call_llm(draft, `{ "score": ${score} }`, model);
  return { score, improvements: "Give examples, name the limits" };
});
const revise_content = traced(
  (draft: string, improvements: string, model: Model) => {
    const first = draft.replace("[REVISED]\n\n", "");
    const revised = first.replace("## ", "[REVISED]\n\n## ");
    return call_llm(`${improvements}\n${draft}`, revised, model);
  },
);
const generate_summary = traced((content: string, model: Model) =>
  call_llm(content, `In short: ${titleOf(content)}.`, model),
);

const refine_report = llm_env.task(
  async (topic: string, rules: Rules) => {
    let draft = await generate_initial_draft(topic, rules);
    let good = false;
    for (let turn = 1; turn <= rules.maxIterations && !good; turn++) {
      await group(`refinement_${turn}`, async () => {
        const { score, improvements } = await critique_content(draft, rules);
        good = score >= rules.qualityThreshold;
        if (!good) draft = await revise_content(draft, improvements, rules);
      });
    }
    return draft;
  },
  { retries: 3 },
);

const titleOf = (content: string) => content.split("\n")[0]?.slice(2) ?? "";
// The date is an input: with a clock, cached and new results would differ.
const format_as_markdown = (content: string, date: string) =>
  `---\ndate: ${date}\n---\n\n${content}\n`;
const format_as_html = (content: string) =>
  content
    .replace(/</g, "&lt;")
    .replace(/^# (.+)$/gm, "<h1>$1</h1>")
    .replace(/^## (.+)$/gm, "<h2>$1</h2>");

const format_outputs = llm_env.task(
  async (content: string, date: string, model: Model) => {
    const [markdown, html, summary] = await group("formatting", () =>
      Promise.all([
        format_as_markdown(content, date),
        format_as_html(content),
        generate_summary(content, model),
      ]),
    );
    const dir = new Dir(titleOf(content).toLowerCase().replace(/\W+/g, "-"));
    await dir.write("report.md", markdown);
    await dir.write("report.html", html);
    await dir.write("summary.txt", summary);
    return dir;
  },
  { retries: 3 },
);

export default workflow(
  async ({ topics, date, ...rules }) => {
    const key = (_: unknown, index: number) => topics[index] ?? "";
    const drafts = topics.map((topic): [string, Rules] => [topic, rules]);
    const reports = await starmap(refine_report, drafts, { key });
    // A barrier: nothing is formatted before the last report is good.
    return starmap(
      format_outputs,
      reports.map((report) => [report, date, rules]),
      { key },
    );
  },
  {
    name: "report_batch_pipeline",
    inputs: {
      // One report each
      topics: [
        "Warm pools",
        "Cold starts",
        "Nested runs",
        "Kept results",
        "Second attempts",
      ],
      // Maximum iterations of critique and revision
      maxIterations: 3,
      // Score that is good enough: a first draft gets 6, a revised one 8
      qualityThreshold: 8,
      // How long one call of the model takes, in ms; Flyte's example uses 500
      callMs: 50,
      // Share of the calls that fail, 0 to 1
      failRate: 0,
      // Price of the model, in dollars for a million tokens
      dollarsPerMillion: 0.6,
      // Without the topic the five drafts are equal, and one is formatted
      topicInDraft: true,
      // Goes into the Markdown's head
      date: "2025-01-31",
    },
  },
);
