import { framesOf, type Segment } from '@clapper/documents';
import { ClapperError } from '@clapper/protocol';
import { Button, Select } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../app/errors.ts';
import { saveFile } from '../../../app/export-document.ts';
import { useProject } from '../../../app/project-context.tsx';
import { fileName } from '../../../ui/file-name.ts';
import { showErrorToast, showToast } from '../../../ui/toast.tsx';
import classes from './Animatic.module.css';

const RATES = ['12', '24', '25', '30'] as const;

interface SaveVideoProps {
  segments: readonly Segment[];
  size: { width: number; height: number };
  paint: (canvas: HTMLCanvasElement, index: number) => Promise<void>;
}

/** The animatic as a video, written in this browser. */
export function SaveVideo({ segments, size, paint }: SaveVideoProps) {
  const { t } = useTranslation('animatic');
  const { t: common } = useTranslation();
  const errorText = useErrorText();
  const { info } = useProject();
  const [rate, setRate] = useState<string>('24');
  const [percent, setPercent] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const save = async () => {
    const abort = new AbortController();
    running.current = abort;
    setPercent(0);
    try {
      const { writeVideo } = await import('./write-video.ts');
      const canvas = Object.assign(document.createElement('canvas'), size);
      const fps = Number(rate);
      const video = await writeVideo({
        ...{ canvas, fps, frames: framesOf(segments, fps), signal: abort.signal },
        paint: (index) => paint(canvas, index),
        onProgress: (part) => setPercent(Math.floor(part * 100)),
      });
      if (video === null) return showErrorToast(t('video.none'));
      const name = fileName(info?.name ?? '', t('title'));
      saveFile(`${name}.${video.extension}`, video.bytes, video.type);
      if (video.extension === 'webm') showToast({ message: t('video.webm') });
    } catch (error) {
      if (!abort.signal.aborted) {
        showErrorToast(error instanceof ClapperError ? errorText(error) : t('video.failed'));
      }
    } finally {
      running.current = null;
      setPercent(null);
    }
  };

  if (percent !== null) {
    return (
      <>
        <span className={classes['time']} role="status">
          {t('video.writing', { percent })}
        </span>
        <Button onClick={() => running.current?.abort()}>{common('cancel')}</Button>
      </>
    );
  }
  return (
    <>
      <Select
        className={classes['rate'] ?? ''}
        aria-label={t('video.rate')}
        value={rate}
        onChange={(next) => setRate(next ?? rate)}
        data={RATES.map((value) => ({ value, label: t('video.fps', { fps: value }) }))}
        allowDeselect={false}
        comboboxProps={{ withinPortal: true }}
      />
      <Button
        variant="filled"
        leftSection={<IconDownload size={16} aria-hidden />}
        onClick={() => void save()}
      >
        {t('video.save')}
      </Button>
    </>
  );
}
