import { StrictMode, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import { TooltipLayer } from "@/components/ui/tooltip-layer";
import { SCENES } from "./scenes";

/** The scene that the address names. Another scene needs no new page. */
function Gallery() {
  const search = useSyncExternalStore(
    (changed) => {
      addEventListener("popstate", changed);
      return () => removeEventListener("popstate", changed);
    },
    () => location.search,
  );
  const name = new URLSearchParams(search).get("scene") ?? "";
  const Scene = SCENES[name];
  return Scene ? (
    <Scene key={name} />
  ) : (
    <ul className="flex flex-col gap-1 p-4">
      {Object.keys(SCENES).map((each) => (
        <li key={each} className="flex gap-4">
          <span className="w-60">{each}</span>
          <a href={`?scene=${each}&theme=light`}>light</a>
          <a href={`?scene=${each}&theme=dark`}>dark</a>
        </li>
      ))}
    </ul>
  );
}

document.documentElement.dataset.theme = new URLSearchParams(location.search).get("theme") ?? "light";
const root = document.getElementById("root");
if (root) {
  root.className = "h-dvh";
  createRoot(root).render(
    <StrictMode>
      <Gallery />
      <TooltipLayer />
    </StrictMode>,
  );
}
