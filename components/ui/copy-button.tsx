import { Check, Copy, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonProps } from "./button";
import { copyText } from "./clipboard";

/** ms for which the answer stands on the button. */
const ANSWER = 1600;

export interface CopyButtonProps extends Pick<ButtonProps, "variant" | "disabled" | "className"> {
  readonly label: string;
  /** Made when it is wanted: it may be long. */
  readonly text: () => string | Promise<string>;
}

export function CopyButton({ label, text, variant = "quiet", ...rest }: CopyButtonProps) {
  const [answer, setAnswer] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (answer === null) return;
    const timer = setTimeout(() => setAnswer(null), ANSWER);
    return () => clearTimeout(timer);
  }, [answer]);
  const copy = async (): Promise<void> => setAnswer((await copyText(await text())) ? "copied" : "failed");
  const icon =
    answer === null ? <Copy aria-hidden /> : answer === "copied" ? <Check aria-hidden /> : <X aria-hidden />;
  return (
    <Button variant={variant} icon={icon} onClick={() => void copy()} {...rest}>
      {answer === "failed" ? "Copying is blocked" : label}
      <span role="status" className="sr-only">
        {answer === "copied" ? "Copied" : ""}
      </span>
    </Button>
  );
}
