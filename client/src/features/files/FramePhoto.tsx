import type { Take } from '@clapper/documents';
import { projectDocument } from '@clapper/protocol';
import { useMemo, useRef } from 'react';
import { useProject } from '../../app/project-context.tsx';
import { blurOf } from './blur-of.ts';
import { useNear } from './use-near.ts';
import { usePicture } from './use-picture.ts';
import classes from './FramePhoto.module.css';

/** The picture of a shot, small; what it is like until it is here. */
export default function FramePhoto({ take: { picture } }: { take: Take }) {
  const { id } = useProject();
  const frame = useRef<HTMLDivElement>(null);
  const near = useNear(frame);
  const shown = usePicture(projectDocument(id, 'board'), near ? picture.hash : null);
  const blur = useMemo(() => blurOf(picture.thumbhash), [picture.thumbhash]);
  const src = shown.state === 'here' ? shown.url : blur;
  return (
    <div ref={frame} className={classes['photo']} data-here={shown.state === 'here' || undefined}>
      {src !== null && <img src={src} alt="" decoding="async" draggable={false} />}
    </div>
  );
}
