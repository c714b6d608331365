/** The sign of DiemCau: two sites, the bridge between them, and the star they meet under. Decorative; the name stands beside it. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 48 48" className={className} aria-hidden="true" focusable="false">
      <rect width="48" height="48" rx="12" fill="#0a3f97" />
      <path
        d="M10 33c2.2-10.4 7.4-15.6 14-15.6S35.8 22.6 38 33"
        fill="none"
        stroke="#fff"
        strokeWidth="3.6"
        strokeLinecap="round"
      />
      <circle cx="10" cy="33" r="4.4" fill="#fff" />
      <circle cx="38" cy="33" r="4.4" fill="#fff" />
      <circle cx="24" cy="14.5" r="5.2" fill="#ffcd1f" />
    </svg>
  );
}
