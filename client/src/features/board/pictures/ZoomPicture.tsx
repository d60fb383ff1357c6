import type { PictureValue } from '@clapper/documents';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMaximize, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TransformComponent, TransformWrapper, useControls } from 'react-zoom-pan-pinch';
import { usePicture } from '../../files/use-picture.ts';
import { PictureNews } from './PictureNews.tsx';
import classes from './ZoomPicture.module.css';

interface ZoomPictureProps {
  document: string;
  picture: PictureValue;
  alt: string;
  /** The hand draws on it, and moves it nowhere. */
  still: boolean;
  /** What lies over it, exactly as large as it is. */
  children: ReactNode;
}

/** So far in the picture that was made for screens has too few points. */
const FINE_FROM = 1.5;

/** One picture to zoom into and to move: wheel, pinch, drag, double tap, or the buttons. */
export function ZoomPicture({ document, picture, alt, still, children }: ZoomPictureProps) {
  const [fine, setFine] = useState(false);
  const over = useRef<HTMLDivElement>(null);
  const display = usePicture(document, picture.hash, 'display');
  const original = usePicture(document, fine ? picture.hash : null, 'original');
  const shown = original.state === 'here' ? original : display;
  if (shown.state !== 'here') return <PictureNews picture={shown} />;
  return (
    <TransformWrapper
      minScale={1}
      maxScale={8}
      doubleClick={{ mode: 'toggle', step: 1.5, disabled: still }}
      panning={{ disabled: still }}
      onTransform={(_, { scale }) => {
        if (scale >= FINE_FROM) setFine(true);
        over.current?.style.setProperty('--clapper-zoom', String(scale));
      }}
    >
      <TransformComponent wrapperClass={classes['wrapper'] ?? ''} contentClass={classes['content'] ?? ''}>
        <img className={classes['image']} src={shown.url} alt={alt} draggable={false} />
        <div
          ref={over}
          className={classes['over']}
          style={{ '--aspect': picture.width / picture.height } as CSSProperties}
        >
          {children}
        </div>
      </TransformComponent>
      {!still && <Buttons />}
    </TransformWrapper>
  );
}

function Buttons() {
  const { t } = useTranslation('board');
  const { zoomIn, zoomOut, resetTransform } = useControls();
  const buttons = [
    { label: t('viewer.in'), icon: <IconZoomIn size={18} aria-hidden />, run: () => void zoomIn() },
    { label: t('viewer.out'), icon: <IconZoomOut size={18} aria-hidden />, run: () => void zoomOut() },
    {
      label: t('viewer.fit'),
      icon: <IconMaximize size={18} aria-hidden />,
      run: () => void resetTransform(),
    },
  ];
  return (
    <div className={classes['buttons']} role="toolbar" aria-label={t('viewer.zoom')}>
      {buttons.map(({ label, icon, run }) => (
        <Tooltip key={label} label={label}>
          <ActionIcon aria-label={label} onClick={run}>
            {icon}
          </ActionIcon>
        </Tooltip>
      ))}
    </div>
  );
}
