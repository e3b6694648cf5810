import { Download, Table } from "lucide-react";
import { type ReactNode, useId, useRef, useState } from "react";
import { DataTable } from "@/components/results/shared/table/data-table";
import { type TableData, toCsv, toJson, toMarkdown } from "@/components/results/shared/table/table-data";
import { copyPng, copyText } from "@/components/ui/clipboard";
import { download } from "@/components/ui/download";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import { type PictureMark, svgText, svgToPng } from "./picture";

interface ChartFrameProps {
  /** What the chart shows, as a finding: "Pooled is 3.2× faster than sequential". */
  readonly title: string;
  /** In place of the title and the sentence. @param id for the element that names the chart */
  readonly heading?: ((id: string) => ReactNode) | undefined;
  readonly sentence?: ReactNode;
  readonly legend?: ReactNode;
  readonly table: TableData;
  /** Begins the names of saved files. */
  readonly fileName: string;
  readonly tableOpen?: boolean;
  /** The view shows the table itself. */
  readonly tableElsewhere?: boolean;
  readonly more?: readonly MenuEntry[];
  readonly actions?: ReactNode;
  readonly marks?: readonly PictureMark[];
  /** Under a picture and a copied table: which program, which machine. */
  readonly source?: string | undefined;
  readonly children: ReactNode;
}

export function ChartFrame({
  title,
  heading,
  sentence,
  legend,
  table,
  fileName,
  tableOpen = false,
  tableElsewhere = false,
  more = [],
  actions,
  marks,
  source,
  children,
}: ChartFrameProps) {
  const id = useId();
  const figure = useRef<HTMLDivElement>(null);
  const [wanted, setShown] = useState(false);
  const shown = tableOpen || wanted;
  const [copied, setCopied] = useState("");

  const copy = async (what: string, text: string): Promise<void> =>
    setCopied((await copyText(text)) ? `Copied as ${what}` : "Copying is blocked");
  const picture = (): string | undefined => {
    const svg = figure.current?.querySelector<SVGSVGElement>("svg[data-chart], .recharts-surface");
    return svg ? svgText(svg, { title, marks, source }) : undefined;
  };
  const copyPicture = async (): Promise<void> => {
    const text = picture();
    if (text !== undefined)
      setCopied((await copyPng(svgToPng(text))) ? "Copied as a picture" : "Copying is blocked");
  };
  const save = async (type: "svg" | "png"): Promise<void> => {
    const text = picture();
    if (text === undefined) return;
    if (type === "svg") return download(`${fileName}.svg`, text, "image/svg+xml");
    download(`${fileName}.png`, await svgToPng(text));
  };

  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-start gap-2">
        <div className="min-w-0 flex-[1_1_18rem]">
          {heading ? (
            heading(id)
          ) : (
            <h3 id={id} className="font-semibold text-lg">
              {title}
            </h3>
          )}
          {sentence && <p className="text-muted">{sentence}</p>}
        </div>
        <div className="flex shrink-0 items-center gap-1">
          {actions}
          {!tableOpen && !tableElsewhere && (
            <IconButton
              label={shown ? "Hide table" : "Show table"}
              pressed={shown}
              onClick={() => setShown(!shown)}
            >
              <Table />
            </IconButton>
          )}
          <Menu
            label="Export"
            icon={<Download />}
            iconOnly
            align="end"
            entries={[
              { label: "Copy as CSV", onSelect: () => void copy("CSV", toCsv(table)) },
              { label: "Copy as JSON", onSelect: () => void copy("JSON", toJson(table)) },
              {
                label: "Copy as Markdown table",
                onSelect: () => void copy("Markdown", toMarkdown(table, title, source)),
              },
              { label: "Copy as picture", onSelect: () => void copyPicture() },
              { type: "separator" },
              { label: "Save as CSV", onSelect: () => download(`${fileName}.csv`, toCsv(table), "text/csv") },
              { label: "Save as SVG", onSelect: () => void save("svg") },
              { label: "Save as PNG", onSelect: () => void save("png") },
              ...more,
            ]}
          />
        </div>
      </div>
      <div ref={figure}>{children}</div>
      {legend}
      {shown && <DataTable table={table} />}
      <span role="status" className="sr-only">
        {copied}
      </span>
    </section>
  );
}
