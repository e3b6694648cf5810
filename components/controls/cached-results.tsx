import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { pageStorage } from "@/lib/app/page-storage";
import { formatPlural } from "@/lib/base/format";

export function CachedResults() {
  const [count, setCount] = useState<number>();
  useEffect(() => {
    void pageStorage()
      .then(({ results }) => results.list())
      .then((list) => setCount(list.length));
  }, []);
  const clear = async (): Promise<void> => {
    const { results } = await pageStorage();
    await results.clear();
    setCount((await results.list()).length);
  };
  return (
    <Button disabled={!count} onClick={() => void clear()}>
      {count ? `Forget ${formatPlural(count, "result")}` : "None kept"}
    </Button>
  );
}
