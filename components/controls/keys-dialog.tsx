import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

const KEYS: readonly {
  readonly title: string;
  readonly rows: readonly (readonly [keys: string, what: string])[];
}[] = [
  {
    title: "Everywhere",
    rows: [
      ["Mod+Enter", "Run; while something runs, nothing"],
      ["Esc", "Stop the run (outside the editor)"],
      ["Mod+S", "Share"],
      ["?", "These keys (outside the editor)"],
    ],
  },
  {
    title: "In the editor",
    rows: [
      ["Tab", "Indent"],
      ["Esc", "then Tab leaves the editor"],
      ["Ctrl+M", "Let Tab leave the editor until pressed again"],
    ],
  },
  {
    title: "In the results",
    rows: [
      ["←→", "Between tabs; in the tree, close and open"],
      ["↑↓", "Between rows"],
      ["Home", "First row; End is the last"],
    ],
  },
  {
    title: "On the decision map",
    rows: [
      ["←→", "Along the horizontal axis; Home and End go to its ends"],
      ["↑↓", "Along the vertical axis; Page up and Page down go to its ends"],
    ],
  },
  {
    title: "On the splitter",
    rows: [
      ["←→", "Move it"],
      ["Home", "To its end"],
    ],
  },
];

export default function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog onClose={onClose} title="Keys">
      <div className="flex flex-col gap-4 pb-3">
        {KEYS.map(({ title, rows }) => (
          <section key={title}>
            <h3 className="mb-1 font-medium text-muted text-sm">{title}</h3>
            <dl>
              {rows.map(([keys, what]) => (
                <div key={keys} className="flex min-h-row items-center justify-between gap-4 border-b">
                  <dt>{what}</dt>
                  <dd>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
