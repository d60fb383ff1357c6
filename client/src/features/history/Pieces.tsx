import type { Piece } from '@clapper/documents';
import { Fragment } from 'react';
import classes from './History.module.css';

/** Words, with what goes struck out and what comes back marked: never by colour alone. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ what, text }, index) => {
    switch (what) {
      case 'same':
        return <Fragment key={index}>{text}</Fragment>;
      case 'back':
        return (
          <ins key={index} className={classes['back']}>
            {text}
          </ins>
        );
      case 'away':
        return (
          <del key={index} className={classes['away']}>
            {text}
          </del>
        );
      default:
        return what satisfies never;
    }
  });
}
