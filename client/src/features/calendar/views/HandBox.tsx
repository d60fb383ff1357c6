import type { CSSProperties, ReactNode } from 'react';
import { EventLabel } from '../../../ui/EventLabel.tsx';
import type { Hand } from './hands.ts';
import classes from './HandBox.module.css';

interface HandBoxProps {
  hand: Hand;
  /** Where it is held. */
  at: CSSProperties;
  className?: string | undefined;
  faceClass?: string | undefined;
  children: ReactNode;
}

/** An event where it is held, with the name of whoever holds it below; none where the hand is mine. */
export function HandBox({
  hand: { type, style, person, apart },
  at,
  className,
  faceClass,
  children,
}: HandBoxProps) {
  return (
    <div
      className={`${classes['hand']} ${className ?? ''}`}
      data-hand={apart ? 'apart' : 'held'}
      style={{ ...at, ...style }}
      aria-hidden
    >
      <EventLabel type={type} tentative={apart} className={`${classes['face']} ${faceClass ?? ''}`}>
        {children}
      </EventLabel>
      {person !== null && <span className={classes['name']}>{person.name}</span>}
    </div>
  );
}
