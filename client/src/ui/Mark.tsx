/** The clapperboard: ink only, so that it is right in both themes. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="currentColor" aria-hidden focusable="false">
      <path d="M2.6 8.6h14.8v7.6a1.6 1.6 0 0 1-1.6 1.6H4.2a1.6 1.6 0 0 1-1.6-1.6z" />
      <path d="M2.1 5.7 16.4 2.4a.7.7 0 0 1 .84.53l.44 1.93L2.9 8.27l-.5-2.1z" />
      <g className="mark-cut">
        <path d="m5.2 4.98 1.94-.45 1.9 2.3-1.95.45zM9.2 4.06l1.94-.45 1.9 2.3-1.95.45zM13.2 3.14l1.94-.45 1.9 2.3-1.95.45z" />
      </g>
    </svg>
  );
}
