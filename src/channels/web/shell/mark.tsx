/** Two rings that share a part: kith. */
export const Mark = () => (
  <svg
    viewBox="0 0 28 20"
    aria-hidden="true"
    className="h-5 w-7 text-accent"
    fill="none"
    stroke="currentColor"
    strokeWidth="2.4"
  >
    <circle cx="10" cy="10" r="7.5" />
    <circle cx="18" cy="10" r="7.5" opacity="0.55" />
  </svg>
)
