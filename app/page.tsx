import { SocialPicture } from "@/components/learn/social/social-picture";
import { PlaygroundPage } from "@/components/workbench/playground-page";

export default function Page() {
  return (
    <>
      <SocialPicture
        name="fanout"
        alt="Recorded times of one program run sequentially, dynamically and pooled"
      />
      <PlaygroundPage />
    </>
  );
}
