import { EyeOff } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";

/** In place of results, while a lesson wants its reader to guess. */
export default function HiddenResults() {
  return (
    <EmptyState icon={<EyeOff />} title="Guess first">
      Answer the lesson’s question to see the results.
    </EmptyState>
  );
}
