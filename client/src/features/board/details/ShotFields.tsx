import {
  SHOT_ANGLES,
  SHOT_MOVEMENTS,
  SHOT_SIZES,
  SHOT_STATUSES,
  type InfoFacts,
  type Shot,
  type ShotText,
} from '@clapper/documents';
import { useTranslation } from 'react-i18next';
import { StatusIcon } from '../../../ui/StatusIcon.tsx';
import { useBoard } from '../session/board-session.ts';
import type { FieldName } from '../session/fields.ts';
import { shared } from '../session/shared-value.ts';
import { SharedText } from '../shared-text/SharedText.tsx';
import { Choice } from './Choice.tsx';
import { DurationInput } from './DurationInput.tsx';
import { Labelled } from './Labelled.tsx';
import { LensInput } from './LensInput.tsx';
import { NumberField } from './NumberField.tsx';
import classes from './ShotFields.module.css';

interface ShotFieldsProps {
  shots: readonly Shot[];
  members: InfoFacts['members'];
}

/** All fields of one shot, or what several have in common: what differs says "mixed" until it is set. */
export function ShotFields({ shots, members }: ShotFieldsProps) {
  const { t } = useTranslation(['board', 'common']);
  const { actions, writable, writing } = useBoard();
  const ids = shots.map(({ id }) => id);
  const [only] = shots;
  const one = shots.length === 1 ? only : undefined;
  const mixed = (field: FieldName) => {
    if (shots.length < 2) return undefined;
    return shared(shots, (shot) => shot[field]) === undefined ? t('details.mixed') : undefined;
  };
  /** Presence of fields that have a value and no text to type in. */
  const here = (field: FieldName) => ({
    onFocus: () => {
      if (writable && only !== undefined) writing.set({ id: only.id, field });
    },
    onBlur: () => writing.set(null),
  });
  const status = shared(shots, (shot) => shot.status) ?? null;
  const assignee = shared(shots, (shot) => shot.assignee);
  const known = members.map(({ id, name }) => ({ value: id, label: name }));
  const gone = typeof assignee === 'string' && !members.some(({ id }) => id === assignee);

  return (
    <div className={classes['fields']}>
      {one !== undefined && <TextField shot={one} field="title" />}
      {one !== undefined && <NumberField shot={one} />}
      <div className={classes['pair']}>
        <Labelled label={t('field.duration')}>
          <DurationInput
            className={classes['input']}
            label={t('field.duration')}
            value={shared(shots, (shot) => shot.duration) ?? null}
            placeholder={mixed('duration') ?? t('duration.example')}
            disabled={!writable}
            onCommit={(duration) => actions.set(ids, { duration })}
            {...here('duration')}
          />
        </Labelled>
        <Choice
          label={t('field.status')}
          value={status}
          placeholder={mixed('status')}
          icon={status === null ? undefined : <StatusIcon status={status} size={16} />}
          choices={SHOT_STATUSES.map((value) => ({ value, label: t(`common:status.${value}`) }))}
          onChange={(value) => {
            if (value !== null) actions.set(ids, { status: value });
          }}
          {...here('status')}
        />
      </div>
      <Choice
        label={t('field.assignee')}
        value={assignee ?? null}
        placeholder={mixed('assignee') ?? t('assignee.none')}
        choices={gone ? [...known, { value: assignee, label: t('shot.someone') }] : known}
        clearable
        onChange={(value) => actions.set(ids, { assignee: value })}
        {...here('assignee')}
      />
      <div className={classes['pair']}>
        <Choice
          label={t('field.size')}
          value={shared(shots, (shot) => shot.size) ?? null}
          placeholder={mixed('size') ?? t('details.notSet')}
          choices={SHOT_SIZES.map((value) => ({ value, label: value, hint: t(`shotSize.${value}`) }))}
          clearable
          onChange={(value) => actions.set(ids, { size: value })}
          {...here('size')}
        />
        <Choice
          label={t('field.angle')}
          value={shared(shots, (shot) => shot.angle) ?? null}
          placeholder={mixed('angle') ?? t('details.notSet')}
          choices={SHOT_ANGLES.map((value) => ({ value, label: t(`angle.${value}`) }))}
          clearable
          onChange={(value) => actions.set(ids, { angle: value })}
          {...here('angle')}
        />
      </div>
      <div className={classes['pair']}>
        <Choice
          label={t('field.movement')}
          value={shared(shots, (shot) => shot.movement) ?? null}
          placeholder={mixed('movement') ?? t('details.notSet')}
          choices={SHOT_MOVEMENTS.map((value) => ({ value, label: t(`movement.${value}`) }))}
          clearable
          onChange={(value) => actions.set(ids, { movement: value })}
          {...here('movement')}
        />
        <Labelled label={t('field.lens')}>
          <LensInput
            className={classes['input']}
            label={t('field.lens')}
            value={shared(shots, (shot) => shot.lens) ?? null}
            placeholder={mixed('lens') ?? t('lens.example')}
            disabled={!writable}
            onCommit={(lens) => actions.set(ids, { lens })}
            {...here('lens')}
          />
        </Labelled>
      </div>
      {one === undefined ? (
        <p className={classes['several']}>{t('details.textsOneByOne')}</p>
      ) : (
        <>
          <TextField shot={one} field="action" />
          <TextField shot={one} field="dialogue" />
          <TextField shot={one} field="notes" />
        </>
      )}
    </div>
  );
}

function TextField({ shot, field }: { shot: Shot; field: ShotText }) {
  const { t } = useTranslation('board');
  return (
    <Labelled label={t(`field.${field}`)}>
      <SharedText
        shot={shot.id}
        field={field}
        label={t(`field.${field}`)}
        className={field === 'title' ? classes['input'] : classes['text']}
      />
    </Labelled>
  );
}
