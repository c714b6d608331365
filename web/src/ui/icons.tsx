import type { ReactNode } from 'react';

/** One stroke width and one grid (24) for all; every icon stands next to words, so it is hidden from screen readers. */
export function icon(shape: ReactNode) {
  return function Icon({ className }: { className?: string | undefined }) {
    return (
      <svg
        className={className}
        viewBox="0 0 24 24"
        width="1.5em"
        height="1.5em"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {shape}
      </svg>
    );
  };
}

export const EyeIcon = icon(
  <>
    <path d="M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12z" />
    <circle cx="12" cy="12" r="2.8" />
  </>,
);
export const EyeOffIcon = icon(
  <>
    <path d="M5 7.5C3 9.5 2 12 2 12s3.6 6.5 10 6.5c1.7 0 3.2-.5 4.5-1.1M9 5.9a9.5 9.5 0 0 1 3-.4c6.4 0 10 6.5 10 6.5a16 16 0 0 1-2.2 3" />
    <path d="m3 3 18 18" />
  </>,
);
export const WarningIcon = icon(<path d="M12 3.5 2.5 20h19zM12 10v4.5M12 17.3v.01" />);
export const CheckIcon = icon(<path d="m4.5 12.5 5 5 10-11" />);
export const InfoIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 11v5.5M12 7.6v.01" />
  </>,
);
export const FaultIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7.5V13M12 16.4v.01" />
  </>,
);
/** What is still to be done. */
export const OpenIcon = icon(<circle cx="12" cy="12" r="9" />);
export const BellIcon = icon(<path d="M18 16V11a6 6 0 0 0-12 0v5l-1.5 2h15zM10 21h4" />);
export const InboxIcon = icon(<path d="M3 13.5 6 5h12l3 8.5V19H3zM3 13.5h5.5l1 2.5h5l1-2.5H21" />);
export const EnterIcon = icon(<path d="M10 4h9v16h-9M3 12h11M10 8l4 4-4 4" />);
export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const DotsIcon = icon(
  <g fill="currentColor">
    <circle cx="5" cy="12" r="1" />
    <circle cx="12" cy="12" r="1" />
    <circle cx="19" cy="12" r="1" />
  </g>,
);
export const DoneIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="m8 12.3 2.8 2.8 5.2-5.8" />
  </>,
);
export const CopyIcon = icon(
  <>
    <rect x="8" y="8" width="12" height="12" rx="2" />
    <path d="M16 8V4H4v12h4" />
  </>,
);
