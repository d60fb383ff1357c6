import { SHOT_STATUSES, type InfoFacts } from '@clapper/documents';
import { Button, type ButtonProps, CloseButton, Menu, Popover } from '@mantine/core';
import {
  IconClock,
  IconCopy,
  IconLayoutSidebarRight,
  IconProgressCheck,
  IconTrash,
  IconUser,
} from '@tabler/icons-react';
import { memo, useState, type ComponentProps, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { StatusIcon } from '../../../ui/StatusIcon.tsx';
import { Avatar } from '../../presence/index.ts';
import { DurationInput } from '../details/DurationInput.tsx';
import { useBoard } from '../session/board-session.ts';
import type { BoardRead } from '../session/board-store.ts';
import { selectNone } from '../session/selection.ts';
import { shared } from '../session/shared-value.ts';
import type { Gestures } from './use-gestures.ts';
import classes from './SelectionBar.module.css';

interface SelectionBarProps {
  board: BoardRead;
  members: InfoFacts['members'];
  gestures: Gestures;
  onDetails: () => void;
  narrow: boolean;
}

/** What can be done to everything that is selected, floating at the foot. */
export const SelectionBar = memo(function SelectionBar({
  board,
  members,
  gestures,
  onDetails,
  narrow,
}: SelectionBarProps) {
  const { t } = useTranslation(['board', 'common']);
  const session = useBoard();
  const { selection, actions, writable } = session;
  const ids = usePart(selection, (value) => value.ids);
  const dragging = usePart(session.dragging, (drag) => drag !== null);
  const [askLength, setAskLength] = useState(false);
  if (ids.length === 0) return null;
  if (!writable) return narrow ? <ReadingBar count={ids.length} onDetails={onDetails} /> : null;
  const shots = ids.flatMap((id) => board.byId.get(id) ?? []);
  return (
    <div
      className={classes['bar']}
      role="toolbar"
      aria-label={t('selection.label')}
      data-dragging={dragging || undefined}
    >
      <b className={classes['count']} aria-live="polite">
        {t('selection.count', { count: ids.length })}
      </b>
      <span className={classes['rule']} />
      <Menu position="top" width={190}>
        <Menu.Target>
          <BarButton icon={<IconProgressCheck size={16} aria-hidden />} label={t('field.status')} />
        </Menu.Target>
        <Menu.Dropdown>
          {SHOT_STATUSES.map((status) => (
            <Menu.Item
              key={status}
              leftSection={<StatusIcon status={status} size={17} />}
              onClick={() => actions.set(ids, { status })}
            >
              {t(`common:status.${status}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="top" width={220}>
        <Menu.Target>
          <BarButton icon={<IconUser size={16} aria-hidden />} label={t('field.assignee')} />
        </Menu.Target>
        <Menu.Dropdown className={classes['people']}>
          {members.map(({ id, name }) => (
            <Menu.Item
              key={id}
              leftSection={<Avatar id={id} name={name} size={20} quiet />}
              onClick={() => actions.set(ids, { assignee: id })}
            >
              {name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => actions.set(ids, { assignee: null })}>{t('assignee.none')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Popover position="top" opened={askLength} onChange={setAskLength} trapFocus returnFocus>
        <Popover.Target>
          <BarButton
            icon={<IconClock size={16} aria-hidden />}
            label={t('field.duration')}
            onClick={() => setAskLength((open) => !open)}
          />
        </Popover.Target>
        <Popover.Dropdown className={classes['length']}>
          <DurationInput
            takesFocus
            className={classes['input']}
            label={t('field.duration')}
            value={shared(shots, ({ duration }) => duration) ?? null}
            placeholder={t('duration.example')}
            onCommit={(duration) => actions.set(ids, { duration })}
            onKey={(event) => {
              if (event.key === 'Enter' || event.key === 'Escape') setAskLength(false);
            }}
          />
        </Popover.Dropdown>
      </Popover>
      <BarButton
        icon={<IconCopy size={16} aria-hidden />}
        label={t('duplicate')}
        onClick={() => gestures.duplicate(ids)}
      />
      {narrow && (
        <BarButton
          icon={<IconLayoutSidebarRight size={16} aria-hidden />}
          label={t('details.title')}
          onClick={onDetails}
        />
      )}
      <BarButton
        icon={<IconTrash size={16} aria-hidden />}
        label={t('common:delete')}
        onClick={() => gestures.remove(ids)}
      />
      <span className={classes['rule']} />
      <CloseButton
        size={32}
        iconSize={18}
        aria-label={t('selection.none')}
        onClick={() => selection.set(selectNone(selection.get()))}
      />
    </div>
  );
});

interface BarButtonProps
  extends Omit<ButtonProps, 'leftSection'>, Omit<ComponentProps<'button'>, keyof ButtonProps> {
  icon: ReactNode;
  label: string;
}

/** On a phone the details are reached from here, also by those who only read. */
function ReadingBar({ count, onDetails }: { count: number; onDetails: () => void }) {
  const { t } = useTranslation('board');
  const { selection } = useBoard();
  return (
    <div className={classes['bar']} role="toolbar" aria-label={t('selection.label')}>
      <b className={classes['count']}>{t('selection.count', { count })}</b>
      <BarButton
        icon={<IconLayoutSidebarRight size={16} aria-hidden />}
        label={t('details.title')}
        onClick={onDetails}
      />
      <CloseButton
        size={32}
        iconSize={18}
        aria-label={t('selection.none')}
        onClick={() => selection.set(selectNone(selection.get()))}
      />
    </div>
  );
}

/** Also the target of a menu, which hands it a class, a ref and what it says to screen readers. */
function BarButton({ icon, label, className = '', ...props }: BarButtonProps) {
  return (
    <Button
      variant="subtle"
      {...props}
      className={`${classes['button']} ${className}`}
      leftSection={icon}
      aria-label={label}
    >
      <span className={classes['word']}>{label}</span>
    </Button>
  );
}
