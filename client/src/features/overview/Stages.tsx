import { shownTake, type Shot, type ShotTakes, type Stage } from '@clapper/documents';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../../app/lazy-part.tsx';
import { useProject } from '../../app/project-context.tsx';
import { useProgress } from '../../app/use-progress.ts';
import { FramePaper } from '../../ui/FramePaper.tsx';
import { FramePicture } from '../../ui/FramePicture.tsx';
import { StatusLabel } from '../../ui/StatusIcon.tsx';
import classes from './Stages.module.css';

/** Who has no picture yet loads nothing of what shows them. */
const FramePhoto = lazyPart(() => import('../files/FramePhoto.tsx'), {});

/** One large frame and two small ones, as on a contact strip. */
const FRAMES = 3;

/** The frames are the progress report: a strip for each stage, and how far it is in ink. */
export function Stages({
  stages,
  shots,
  takes,
}: {
  stages: readonly Stage[];
  shots: readonly Shot[];
  takes: ReadonlyMap<string, ShotTakes>;
}) {
  const { t } = useTranslation('overview');
  const { id: project } = useProject();
  const progress = useProgress();
  return (
    <ol className={classes['stages']} aria-label={t('stages')}>
      {stages.map((stage) => {
        const own = shots.filter(({ place }) => place.stage === stage.id);
        const percent = Math.round((progress.stages.get(stage.id) ?? 0) * 100);
        const title = stage.title || t('stage.untitled');
        return (
          <li key={stage.id} className={classes['stage']} data-presence-outline={`stage:${stage.id}`}>
            <Frames shots={own.slice(0, FRAMES)} takes={takes} />
            <h2 className={classes['title']}>
              <span aria-hidden>{stage.number}</span>
              <Link
                to="/p/$project/plan"
                params={{ project }}
                search={{ stage: stage.id }}
                className={classes['open']}
                aria-label={t('stage.open', { number: stage.number, title })}
              >
                {title}
              </Link>
              {stage.label !== '' && (
                <span className={classes['label']} lang="ko">
                  {stage.label}
                </span>
              )}
            </h2>
            <div
              className={classes['bar']}
              role="progressbar"
              aria-label={t('stage.progress', { title })}
              aria-valuenow={percent}
            >
              <div className={classes['done']} style={{ width: `${percent}%` }} />
            </div>
            <div className={classes['facts']}>
              <StatusLabel status={stage.status} />
              <span className={classes['shots']}>{t('stage.shots', { count: own.length })}</span>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function Frames({ shots, takes }: { shots: readonly Shot[]; takes: ReadonlyMap<string, ShotTakes> }) {
  return (
    <div className={classes['frames']} aria-hidden>
      {Array.from({ length: FRAMES }, (_, index) => {
        const shot = shots[index];
        const own = shot === undefined ? undefined : takes.get(shot.id);
        const take = own === undefined ? null : shownTake(own);
        return (
          <div key={shot?.id ?? index} className={classes['frame']}>
            {shot === undefined ? (
              <FramePicture picture="empty" />
            ) : take !== null ? (
              <FramePhoto take={take} />
            ) : (
              <FramePaper words="" size={shot.size} angle={shot.angle} movement={shot.movement} />
            )}
          </div>
        );
      })}
    </div>
  );
}
