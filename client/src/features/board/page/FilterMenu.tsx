import { SHOT_STATUSES, type InfoFacts } from '@clapper/documents';
import { Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { IconFilter, IconSearch, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { useBoard } from '../session/board-session.ts';
import { EVERYTHING, isFiltering, type Filter } from '../session/filter.ts';
import type { BoardStage } from '../session/stages.ts';
import { useStageName } from '../session/use-stage-name.ts';
import classes from './Menus.module.css';

interface FilterMenuProps {
  stages: readonly BoardStage[];
  members: InfoFacts['members'];
  shown: number;
  count: number;
}

/** Words, stage, status, who has it. What it leaves is said beside it: "8 of 12". */
export function FilterMenu({ stages, members, shown, count }: FilterMenuProps) {
  const { t } = useTranslation(['board', 'common']);
  const { filter: store } = useBoard();
  const filter = usePart(store, (value) => value);
  const stageName = useStageName();
  const on = isFiltering(filter);
  const change = (part: Partial<Filter>) => store.set({ ...filter, ...part });
  return (
    <div className={classes['filter']}>
      <Popover position="bottom-end" width={280} trapFocus withinPortal>
        <Popover.Target>
          <Button
            variant="subtle"
            className={classes['quiet']}
            data-on={on || undefined}
            leftSection={<IconFilter size={16} aria-hidden />}
            aria-label={on ? t('filter.labelCount', { shown, count }) : t('filter.label')}
          >
            <span className={classes['word']} data-keep={on || undefined}>
              {on ? t('filter.shown', { shown, count }) : t('filter.label')}
            </span>
          </Button>
        </Popover.Target>
        <Popover.Dropdown className={classes['panel']} aria-label={t('filter.label')}>
          <TextInput
            data-autofocus
            aria-label={t('filter.text')}
            placeholder={t('filter.text')}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={filter.text}
            onChange={(event) => change({ text: event.currentTarget.value })}
          />
          <Choices
            label={t('filter.stage')}
            chosen={filter.stages}
            choices={stages.map((stage) => ({ value: stage.id, label: stageName(stage) }))}
            onChange={(chosen) => change({ stages: chosen })}
          />
          <Choices
            label={t('field.status')}
            chosen={filter.statuses}
            choices={SHOT_STATUSES.map((status) => ({ value: status, label: t(`common:status.${status}`) }))}
            onChange={(statuses) => change({ statuses })}
          />
          <Choices
            label={t('field.assignee')}
            chosen={filter.assignees}
            choices={[
              ...members.map(({ id, name }) => ({ value: id, label: name })),
              { value: '', label: t('assignee.none') },
            ]}
            onChange={(assignees) => change({ assignees })}
          />
          <Button size="xs" disabled={!on} onClick={() => store.set(EVERYTHING)}>
            {t('filter.clear')}
          </Button>
        </Popover.Dropdown>
      </Popover>
      {on && (
        <Button
          variant="subtle"
          className={classes['clear']}
          aria-label={t('filter.clear')}
          onClick={() => store.set(EVERYTHING)}
        >
          <IconX size={16} aria-hidden />
        </Button>
      )}
    </div>
  );
}

interface ChoicesProps<T extends string> {
  label: string;
  choices: readonly { value: T; label: string }[];
  chosen: readonly T[];
  onChange: (chosen: readonly T[]) => void;
}

function Choices<T extends string>({ label, choices, chosen, onChange }: ChoicesProps<T>) {
  return (
    <fieldset className={classes['choices']}>
      <legend>{label}</legend>
      {choices.map(({ value, label }) => (
        <Checkbox
          key={value}
          label={label}
          checked={chosen.includes(value)}
          onChange={() =>
            onChange(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value])
          }
        />
      ))}
    </fieldset>
  );
}
