const rings = [70, 118, 166, 220, 280];
// Member sites around the main site, as fractions of a turn and ring radius.
const sites = [
  [0.04, 166],
  [0.13, 280],
  [0.2, 118],
  [0.3, 220],
  [0.41, 166],
  [0.48, 280],
  [0.58, 118],
  [0.66, 220],
  [0.75, 280],
  [0.83, 166],
  [0.93, 220],
] as const;

function place([turn, radius]: readonly [number, number]): { x: number; y: number } {
  const angle = turn * 2 * Math.PI;
  return { x: 300 + radius * Math.cos(angle), y: 300 + radius * Math.sin(angle) };
}

/** Sites on rings around one centre, each with its bridge to it: a picture of what the product does. Decorative. */
export function BridgePicture({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 600 600" className={className} aria-hidden="true" focusable="false">
      <g fill="none" stroke="#fff">
        {rings.map((radius) => (
          <circle
            key={radius}
            cx="300"
            cy="300"
            r={radius}
            strokeOpacity="0.14"
            strokeDasharray={radius % 4 ? '1 7' : undefined}
          />
        ))}
        {sites.map((site) => {
          const { x, y } = place(site);
          // The bridge bows sideways by a fifth of its length.
          const bow = { x: (300 + x) / 2 + (y - 300) / 5, y: (300 + y) / 2 - (x - 300) / 5 };
          return (
            <path key={site[0]} d={`M300 300Q${bow.x} ${bow.y} ${x} ${y}`} strokeOpacity="0.38" strokeWidth="1.5" />
          );
        })}
      </g>
      {sites.map((site) => {
        const { x, y } = place(site);
        return (
          <g key={site[0]} fill="#fff">
            <circle cx={x} cy={y} r="13" fillOpacity="0.14" />
            <circle cx={x} cy={y} r="5.5" />
          </g>
        );
      })}
      <circle cx="300" cy="300" r="34" fill="#fff" fillOpacity="0.12" />
      <circle cx="300" cy="300" r="17" fill="#ffcd1f" />
    </svg>
  );
}
