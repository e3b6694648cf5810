import { Search } from "lucide-react";
import { TextField } from "@/components/ui/text-field";
import { tip } from "@/components/ui/tip";
import { SEARCH_FIELDS } from "./search-fields";

interface SpanSearchProps {
  readonly value: string;
  readonly onChange: (search: string) => void;
  readonly className?: string;
}

/** The search of the tree and the timeline. */
export function SpanSearch({ value, onChange, className = "w-52" }: SpanSearchProps) {
  return (
    <TextField
      type="search"
      label="Search spans by name, key or field"
      hideLabel
      placeholder="Name, key, duration>1s"
      {...tip(SEARCH_FIELDS)}
      icon={<Search />}
      value={value}
      onChange={onChange}
      className={className}
    />
  );
}
