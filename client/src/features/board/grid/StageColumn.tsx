import { formatDuration } from '@clapper/documents';
import { IconPlus } from '@tabler/icons-react';
import { Fragment, memo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import type { ShotPerson } from '../people/shot-people.ts';
import { useBoard } from '../session/board-session.ts';
import { totalSeconds, type Column } from '../session/columns.ts';
import type { CardField } from '../session/fields.ts';
import { useLanguage } from '../session/use-language.ts';
import { useStageName } from '../session/use-stage-name.ts';
import { OmittedRow } from './OmittedRow.tsx';
import { ShotCard } from './ShotCard.tsx';
import { TimeBar } from './TimeBar.tsx';
import classes from './StageColumn.module.css';

/** So many are drawn at once, at first: more than fill a large screen. */
const FIRST_CARDS = 24;

interface StageColumnProps {
  column: Column;
  first: string | null;
  perStage: number;
  fields: readonly CardField[];
  people: ReadonlyMap<string, ShotPerson>;
  names: ReadonlyMap<string, string>;
  whole: boolean;
}

export const StageColumn = memo(function StageColumn(props: StageColumnProps) {
  const { column, first, perStage, fields, people, names, whole } = props;
  const { t } = useTranslation('board');
  const session = useBoard();
  const language = useLanguage();
  const stageName = useStageName();
  const { stage, shots, all, omitted } = column;
  const isTarget = usePart(session.dragging, (drag) => drag?.to?.stage === stage.id);
  const name = stageName(stage);
  const drawn = whole ? shots : shots.slice(0, FIRST_CARDS * perStage);
  const head = `stage-${stage.id}`;

  return (
    <section
      className={classes['stage']}
      aria-labelledby={head}
      data-stage={stage.id}
      data-presence-id={`stage:${stage.id}`}
    >
      <header className={classes['head']}>
        <h2 className={classes['name']} id={head}>
          {stage.label !== '' && <span className={classes['label']}>{stage.label}</span>}
          <span className={classes['title']}>{stage.title === '' ? name : stage.title}</span>
        </h2>
        <span className={classes['count']}>
          {t('stage.shots', { count: all.length })}
          {all.length > 0 && ` · ${formatDuration(totalSeconds(all), language)}`}
        </span>
      </header>
      <TimeBar shots={all} label={t('stage.bar', { stage: name })} />
      {shots.length === 0 ? (
        <EmptyStage stage={stage.id} target={isTarget} filtered={all.length > 0} />
      ) : (
        <div
          role="grid"
          aria-labelledby={head}
          aria-multiselectable
          className={classes['cards']}
          data-columns={perStage > 1 ? 'many' : 'one'}
          style={{ '--columns': perStage } as CSSProperties}
        >
          {drawn.map((shot, index) => (
            <Fragment key={shot.id}>
              {omitted.get(shot.id)?.map((gone) => (
                <OmittedRow key={gone.id} shot={gone} />
              ))}
              <ShotCard
                shot={shot}
                first={shot.id === first}
                last={index === shots.length - 1}
                fields={fields}
                person={people.get(shot.id) ?? null}
                names={names}
                assignee={shot.assignee === null ? null : (names.get(shot.assignee) ?? t('shot.someone'))}
              />
            </Fragment>
          ))}
          {drawn.length === shots.length &&
            omitted.get('')?.map((gone) => <OmittedRow key={gone.id} shot={gone} />)}
        </div>
      )}
    </section>
  );
});

function EmptyStage({ stage, target, filtered }: { stage: string; target: boolean; filtered: boolean }) {
  const { t } = useTranslation('board');
  const session = useBoard();
  if (filtered) return <p className={classes['none']}>{t('stage.filtered')}</p>;
  if (!session.writable) return <p className={classes['none']}>{t('stage.empty')}</p>;
  return (
    <button
      type="button"
      className={classes['slot']}
      data-target={target || undefined}
      onClick={() => session.addAt({ stage, before: null })}
    >
      <IconPlus size={16} aria-hidden />
      {t('stage.add')}
    </button>
  );
}
