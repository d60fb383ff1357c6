import { FILMSTRIP } from '@clapper/protocol';
import type { CSSProperties } from 'react';
import { usePicture } from '../../files/use-picture.ts';
import classes from './Timeline.module.css';

/** A film at a glance, to the eye and to the ear, once somebody looks at it for longer than it takes to show its first frame. */
export function useGlance(
  document: string,
  hash: string | null,
  as: 'filmstrip' | 'waveform',
  ready: boolean,
): string | null {
  const picture = usePicture(document, ready ? hash : null, as);
  return picture.state === 'here' ? picture.url : null;
}

/** As many pictures as fit beside each other, each from where it stands. */
export function Filmstrip({ url, width, aspect }: { url: string; width: number; aspect: number }) {
  const count = Math.max(1, Math.min(FILMSTRIP.pictures, Math.round(width / (STRIP_PX * aspect))));
  return (
    <div className={classes['strip']} aria-hidden>
      {Array.from({ length: count }, (_, index) => (
        <span key={index} style={pictureAt(url, (index + 0.5) / count)} />
      ))}
    </div>
  );
}

const STRIP_PX = 34;

/** What is heard of it, as bars in the colour of the room. */
export function Waveform({ url }: { url: string }) {
  return (
    <span
      className={classes['wave']}
      style={{ '--wave': `url("${url}")` } as CSSProperties}
      data-testid="waveform"
      aria-hidden
    />
  );
}

/** The picture of a moment, `part` of the film being over. */
export function pictureAt(url: string, part: number): CSSProperties {
  const { pictures } = FILMSTRIP;
  const index = Math.min(pictures - 1, Math.max(0, Math.floor(part * pictures)));
  return {
    backgroundImage: `url("${url}")`,
    backgroundSize: `${pictures * 100}% 100%`,
    backgroundPosition: `${(index / (pictures - 1)) * 100}% 0`,
  };
}
