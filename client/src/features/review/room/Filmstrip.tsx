import { FILMSTRIP } from '@clapper/protocol';
import { useEffect, useState, type CSSProperties } from 'react';
import { usePicture } from '../../files/use-picture.ts';
import classes from './Timeline.module.css';

/** The film at a glance, once somebody looks at it for longer than it takes to show its first frame. */
export function useFilmstrip(document: string, hash: string | null, ready: boolean): string | null {
  const strip = usePicture(document, ready ? hash : null, 'filmstrip');
  const url = strip.state === 'here' ? strip.url : null;
  // Where none is made the film itself comes in its place: that is no strip.
  const [shape, setShape] = useState<{ of: string; wide: boolean } | null>(null);
  useEffect(() => {
    if (url === null) return;
    const image = new Image();
    image.onload = () => setShape({ of: url, wide: image.width > image.height * (FILMSTRIP.pictures / 8) });
    image.src = url;
  }, [url]);
  return shape?.of === url && shape.wide ? url : null;
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
