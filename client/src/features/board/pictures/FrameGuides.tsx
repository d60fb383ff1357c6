import type { CSSProperties } from 'react';
import classes from './FrameGuides.module.css';

interface FrameGuidesProps {
  /** Width by height of the picture that they lie over, and of the film. */
  picture: number;
  frame: number;
}

/** Over a picture: what of it the film would show at most, its thirds, and what every screen shows of that. */
export function FrameGuides({ picture, frame }: FrameGuidesProps) {
  const size: CSSProperties =
    frame >= picture
      ? { width: '100%', height: `${(100 * picture) / frame}%` }
      : { width: `${(100 * frame) / picture}%`, height: '100%' };
  return (
    <div className={classes['guides']} aria-hidden data-guides-frame>
      <div className={classes['frame']} style={size}>
        <i className={classes['thirds']} />
        <i className={classes['action']} />
        <i className={classes['title']} />
      </div>
    </div>
  );
}
