import { useTranslation } from 'react-i18next';
import { lazyPart } from '../../app/lazy-part.tsx';
import { useProject } from '../../app/project-context.tsx';
import { useStore } from '../../app/store.ts';
import { usePlane } from '../presence/index.ts';
import { Changes } from './Changes.tsx';
import { NextDays } from './NextDays.tsx';
import { Notes } from './Notes.tsx';
import { OverviewFrame } from './OverviewFrame.tsx';
import { Stages } from './Stages.tsx';
import { WaitingForMe } from './WaitingForMe.tsx';
import { useProduction } from './use-production.ts';
import classes from './OverviewPage.module.css';

const Here = lazyPart(() => import('./Here.tsx'), { presence: () => import('@clapper/locales/presence') });

/** Where the project stands: its stages as frames, what waits for me, what comes. All of it is on the device. */
export default function OverviewPage() {
  const { t } = useTranslation('overview');
  const { info } = useProject();
  const production = useProduction();
  if (info === null || production === null) return null;
  return (
    <OverviewFrame info={info} zone={production.zone} openNotes={production.openNotes}>
      <Stages stages={production.stages} shots={production.shots} />
      <div className={classes['halves']}>
        <div className={classes['half']}>
          <section aria-label={t('waiting.title')}>
            <WaitingForMe production={production} />
          </section>
          <section aria-label={t('next.title')}>
            <NextDays events={production.events} zone={production.zone} />
          </section>
          {/* Last: whoever comes and goes moves nothing that one is reading. */}
          <OthersHere />
        </div>
        <div className={classes['half']}>
          <section aria-label={t('changes.title')}>
            <Changes />
          </section>
          <section aria-label={t('notes.title')}>
            <Notes />
          </section>
        </div>
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
