import type { ReactNode } from "react";
import "@/components/learn/learn.css";

export default function LearnLayout({ children }: { readonly children: ReactNode }) {
  return children;
}
