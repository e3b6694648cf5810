export function Mark() {
  return (
    <svg aria-hidden viewBox="0 0 20 20" className="size-5 shrink-0">
      <path
        d="M2 10h4M6 10c4 0 4-6 9-6M6 10h9M6 10c4 0 4 6 9 6"
        fill="none"
        className="stroke-text"
        strokeWidth="1.75"
        strokeLinecap="round"
      />
      <g className="fill-accent">
        <circle cx="16.5" cy="4" r="2" />
        <circle cx="16.5" cy="10" r="2" />
        <circle cx="16.5" cy="16" r="2" />
      </g>
    </svg>
  );
}
