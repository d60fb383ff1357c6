import type { Take } from '@clapper/documents';
import { Slider } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePicture } from '../../files/use-picture.ts';
import { PictureNews } from './PictureNews.tsx';
import classes from './ComparePictures.module.css';

interface ComparePicturesProps {
  document: string;
  left: Take;
  right: Take;
}

/** Two takes on top of each other; the slider wipes from the one to the other. */
export function ComparePictures({ document, left, right }: ComparePicturesProps) {
  const { t } = useTranslation('board');
  const [share, setShare] = useState(50);
  const [one, two] = [usePicture(document, left.picture.hash), usePicture(document, right.picture.hash)];
  if (one.state !== 'here') return <PictureNews picture={one} />;
  if (two.state !== 'here') return <PictureNews picture={two} />;
  const nameOf = (take: Take) => t('picture.take', { number: take.number });
  return (
    <div className={classes['compare']}>
      <div className={classes['both']}>
        <img className={classes['image']} src={two.url} alt={nameOf(right)} draggable={false} />
        <img
          className={classes['image']}
          style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}
          src={one.url}
          alt={nameOf(left)}
          draggable={false}
        />
        <span className={classes['line']} style={{ left: `${share}%` }} aria-hidden />
      </div>
      <div className={classes['wipe']}>
        <span aria-hidden>{nameOf(left)}</span>
        <Slider
          className={classes['slider']}
          thumbLabel={t('viewer.wipe', { left: left.number, right: right.number })}
          label={null}
          value={share}
          onChange={setShare}
        />
        <span aria-hidden>{nameOf(right)}</span>
      </div>
    </div>
  );
}
