import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../../app/lazy-part.tsx';
import { useProject } from '../../app/project-context.tsx';
import { useStore } from '../../app/store.ts';
import { usePlane } from '../presence/index.ts';
import { Changes } from './Changes.tsx';
import { latestCut } from './latest-cut.ts';
import { LatestCut } from './LatestCut.tsx';
import { NextDays } from './NextDays.tsx';
import { Notes } from './Notes.tsx';
import { OverviewFrame } from './OverviewFrame.tsx';
import { Stages } from './Stages.tsx';
import { WaitingForMe } from './WaitingForMe.tsx';
import { useProduction } from './use-production.ts';
import classes from './OverviewPage.module.css';

const Here = lazyPart(() => import('./Here.tsx'), { presence: () => import('@clapper/locales/presence') });

/** Where the two halves stand below one another, as in the styles. */
const PHONE = '(max-width: 639px)';

/** Where the project stands: its stages as frames, what waits for me, what comes. All of it is on the device. */
export default function OverviewPage() {
  const { t } = useTranslation('overview');
  const { info } = useProject();
  const production = useProduction();
  const phone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  if (info === null || production === null) return null;
  const latest = latestCut(production.reviews);
  const cut = latest !== null && (
    <section key="cut" aria-label={t('cut.title')}>
      <LatestCut latest={latest} />
    </section>
  );
  const waiting = (
    <section key="waiting" aria-label={t('waiting.title')}>
      <WaitingForMe production={production} />
    </section>
  );
  const next = (
    <section key="next" aria-label={t('next.title')}>
      <NextDays events={production.events} zone={production.zone} />
    </section>
  );
  const changes = (
    <section key="changes" aria-label={t('changes.title')}>
      <Changes />
    </section>
  );
  const notes = (
    <section key="notes" aria-label={t('notes.title')}>
      <Notes />
    </section>
  );
  // Last: whoever comes and goes moves nothing that one is reading.
  const others = <OthersHere key="others" />;
  // Once there are videos the halves stand as they do, whenever their cuts come.
  // One below the other, what waits for somebody comes first.
  const halves = phone
    ? [[waiting, cut, next, changes, notes, others]]
    : production.reviews.length === 0
      ? [
          [waiting, next, others],
          [changes, notes],
        ]
      : [
          [cut, next, others],
          [waiting, changes, notes],
        ];
  return (
    <OverviewFrame info={info} zone={production.zone} openNotes={production.openNotes}>
      <Stages stages={production.stages} shots={production.shots} takes={production.takes} />
      <div className={classes['halves']}>
        {halves.map((half, index) => (
          <div key={index} className={classes['half']}>
            {half}
          </div>
        ))}
      </div>
    </OverviewFrame>
  );
}

/** Who is alone loads nothing of it. */
function OthersHere() {
  const plane = usePlane();
  return plane === null ? null : <Others plane={plane} />;
}

function Others({ plane }: { plane: NonNullable<ReturnType<typeof usePlane>> }) {
  return useStore(plane.someone) ? <Here /> : null;
}
