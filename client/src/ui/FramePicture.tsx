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

function Alley() {
  return (
    <g className={classes['ink']}>
      <path className={classes['shade']} d="M0 8 62 38v22L0 90z" />
      <path className={classes['shade2']} d="M160 4 100 37v24l60 29z" />
      <path className={classes['light']} d="M62 60h38l60 30H0z" />
      <path d="M0 8 62 38v22L0 90M160 4 100 37v24l60 29M62 60h38M62 38l4-4h29l5 3" />
      <path d="M14 34l13 5v35l-13 7zM38 45l9 3v18l-9 5zM112 44l10-5v17l-10-2zM132 35l15-8v27l-15-3z" />
      <path d="M87 60V4M78 10h18M81 15h12M87 10C60 16 30 12 0 2M87 10c30 5 52 3 73-4M87 15C64 22 34 22 0 14" />
      <path
        className={classes['solid']}
        d="M68 60c0-5 1-9 3-9s3 4 3 9zM70 49.500a1.600 1.800 0 1 0 2.800 0 1.600 1.800 0 1 0-2.800 0"
      />
      <path d="M62 51c4-5 14-5 18 0" />
      <path d="M20 88l22-17M70 88l4-14M112 80l-9-9M60 74h10M92 82h14" />
    </g>
  );
}
