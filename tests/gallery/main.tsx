import { StrictMode, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import { TooltipLayer } from "@/components/ui/tooltip-layer";
import { SCENES } from "./scenes";

/** The scene that the address names. Going to another one needs no new page. */
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
    <ul className="p-4">
      {Object.keys(SCENES).map((each) => (
        <li key={each}>
          <a href={`?scene=${each}`}>{each}</a>
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
