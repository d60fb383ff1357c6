import { Button, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { isFirstOfSeries, type Scope } from '../session/actions.ts';
import { useCalendar, type Asking } from '../session/calendar-session.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import classes from './ScopeDialog.module.css';

/** A change to one day of a series: how much of it is meant. */
export function ScopeDialog({ onAnswer }: { onAnswer: (scope: Scope) => void }) {
  const { asking, draft } = useCalendar();
  const asked = usePart(asking, (value) => value);
  if (asked === null) return null;
  const cancel = () => {
    asking.set(null);
    draft.set(null);
  };
  return <Asked asked={asked} onAnswer={onAnswer} onCancel={cancel} />;
}

interface AskedProps {
  asked: Asking;
  onAnswer: (scope: Scope) => void;
  onCancel: () => void;
}

function Asked({ asked, onAnswer, onCancel }: AskedProps) {
  const { t } = useTranslation('calendar');
  const rule = asked.to === 'edit' && asked.edit.repeats !== undefined;
  const first = isFirstOfSeries(asked.occurrence);
  // One day has no rule of its own; before the first there is nothing that would stay.
  const choices = (['this', 'following', 'all'] as const).filter(
    (scope) => !(rule && scope === 'this') && !(first && scope === 'following'),
  );
  const [chosen, choose] = useState<Scope>(choices[0] ?? 'all');
  return (
    <Dialog
      opened
      onClose={onCancel}
      title={t(asked.to === 'edit' ? 'scope.editTitle' : 'scope.removeTitle')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
      size={380}
    >
      <Radio.Group
        value={chosen}
        onChange={(value) => choose(choices.find((scope) => scope === value) ?? 'all')}
        aria-label={t(asked.to === 'edit' ? 'scope.editTitle' : 'scope.removeTitle')}
      >
        <Stack gap={8}>
          {choices.map((scope) => (
            <Radio key={scope} value={scope} label={t(`scope.${scope}`)} data-autofocus={scope === chosen} />
          ))}
        </Stack>
      </Radio.Group>
      <div className={classes['foot']}>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button variant="filled" onClick={() => onAnswer(chosen)}>
          {t(asked.to === 'edit' ? 'form.save' : 'form.delete')}
        </Button>
      </div>
    </Dialog>
  );
}
