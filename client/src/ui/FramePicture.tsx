import classes from './FramePicture.module.css';

/**
 * Ink on paper with the blue construction lines underneath: stands where no picture is yet. Drawn here,
 * so that an empty page needs no file.
 */
export function FramePicture({ picture }: { picture: 'empty' | 'alley' }) {
  return (
    <svg className={classes['frame']} viewBox="0 0 160 90" aria-hidden focusable="false">
      <rect className={classes['paper']} width="160" height="90" />
      <g className={classes['blue']}>
        <path d="M0 0 160 90M160 0 0 90M80 0v90M0 47h160" />
      </g>
      {picture === 'alley' ? (
        <Alley />
      ) : (
        <rect className={classes['dash']} x="12" y="9" width="136" height="72" />
      )}
    </svg>
  );
}

/** Morning, nobody yet but somebody with an umbrella. */
function Alley() {
  return (
    <g className={classes['ink']}>
      <path className={classes['shade']} d="M0 10 61 37v23L0 88z" />
      <path className={classes['shade2']} d="M160 5 99 36v24l61 29z" />
      <path className={classes['light']} d="M61 60h38l61 30H0z" />
      <path className={classes['glow']} d="M70 60c-14 10-34 20-52 30h66c4-10 8-20 9-30z" />
      <path d="M0 10 61 37v23M0 88l61-28M160 5 99 36v24M160 89 99 60M61 60h38M61 37l5-4h27l6 3M66 33v27M93 33v27" />
      <path d="M0 5 63 34M160 0 97 33M4 12v3M12 15.500v3M20 19v3M28 22.500v3M36 26v3M44 29.500v3M52 33v3M156 7v3M148 11v3M140 15v3M132 19v3M124 23v3M116 27v3M108 31v3" />
      <path className={classes['paper']} d="M13 38l14 4v35l-14 6z" />
      <path d="M13 38l14 4v35l-14 6zM13 45l14 3.500M13 52l14 3M13 59l14 2.500M13 66l14 2M13 73l14 1.500" />
      <path className={classes['glass']} d="M36 43l12 3v17l-12 4z" />
      <path d="M36 43l12 3v17l-12 4zM42 44.500v20.500M36 54.500l12-.5M111 43l11-4.500v18.500l-11-1.500zM116.500 41v15.500M111 49.500l11-2M133 35l16-6v27l-16-1.500zM141 32v23.500M133 45.500l16-2.500" />
      <path className={classes['sign']} d="M51 41l8 2v6l-8-1z" />
      <path d="M51 41l8 2v6l-8-1zM53 44.500l4 .8" />
      <path d="M88 60V3M88.800 60V3M79 8.500h19M82 13h13M81 8.500V6.500M84 8.500V6.500M93 8.500V6.500M96 8.500V6.500" />
      <path d="M81 6.500C55 13 28 9 0-2M84 6.500C58 17 30 15 0 7M96 6.500c24 5 46 3 64-4M93 6.500c20 9 44 9 67 2M88 13C66 21 36 22 0 16" />
      <path
        className={classes['solid']}
        d="M71.500 60c0-4 .6-7 2.300-7s2.300 3 2.300 7zM72.600 51.600a1.300 1.500 0 1 0 2.400 0 1.300 1.500 0 1 0-2.400 0"
      />
      <path
        className={classes['solid']}
        d="M67 51.500c2.500-5.500 11-5.500 13.600 0-2-1-3-1-4.500 0-1.500-1-3-1-4.600 0-1.500-1-2.700-1-4.500 0z"
      />
      <path d="M73.800 46.800v5" />
      <path d="M74 61.500c-3 4-7 8-12 13M8 84l20-9M30 88l9-5M52 70h8M48 78h14M96 68h9M100 76h16M108 84h24M120 72l-8-4M138 82l-12-6" />
      <path
        className={classes['solid']}
        d="M101 61.500c.3-1 1-1.300 1.800-1.200l2.200.1.500-1 .6.900.4 1.200h-.8l-.3-.5-2.600.1-.4.600z"
      />
      <path d="M128 27h5M129 29h3M4 30h6M5 32h4M20 34h5M150 66h6M152 68h4" />
    </g>
  );
}
