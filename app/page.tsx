import { PlaygroundPage } from "@/components/layout/playground-page";

export default function Page() {
  return <PlaygroundPage />;
}
