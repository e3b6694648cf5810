import type { Metadata } from "next";
import "@/components/learn/learn.css";
import { NotFoundPage } from "@/components/learn/not-found-page";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return <NotFoundPage />;
}
