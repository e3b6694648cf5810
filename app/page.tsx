import { SocialPicture } from "@/components/learn/social/social-picture";
import { PlaygroundPage } from "@/components/workbench/playground-page";
import { earlyInputScript } from "@/lib/app/early-input";

export default function Page() {
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, and it must run before the page's script */}
      <script dangerouslySetInnerHTML={{ __html: earlyInputScript(true) }} />
      <SocialPicture
        name="fanout"
        alt="Recorded times of one program under the sequential, dynamic and pooled strategies"
      />
      <PlaygroundPage />
    </>
  );
}
