import { useState } from 'react';
import { recall, remember } from '../../../app/memory.ts';
import { TIME_STYLES, type TimeStyle } from './frame-name.ts';

/** As this person last wanted frames to be called. */
export function useTimeStyle(): [TimeStyle, (style: TimeStyle) => void] {
  const [style, setStyle] = useState<TimeStyle>(
    () => TIME_STYLES.find((one) => one === recall('review.time')) ?? 'timecode',
  );
  return [
    style,
    (next) => {
      remember('review.time', next);
      setStyle(next);
    },
  ];
}
