import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconCheck, IconChecks, IconFilter, IconMessagePlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FollowButton } from './FollowButton.tsx';
import type { FollowItemsProps } from './FollowItems.tsx';
import { FILTERS, type Filter } from './filter.ts';
import classes from './ThreadList.module.css';

interface ThreadsHeadProps {
  open: number;
  resolved: number;
  /** Notes. */
  unread: number;
  readAll: () => void;
  /** What one may follow of it; null: nothing but its threads. */
  follow: FollowItemsProps | null;
  filter: Filter;
  setFilter: (filter: Filter) => void;
  /** Starts a thread about the whole of it, and what that is called. */
  add?: { label: string; run: () => void };
}

/** How many there are, and which of them one wants to see. */
export function ThreadsHead(props: ThreadsHeadProps) {
  const { open, resolved, unread, readAll, follow, filter, setFilter, add } = props;
  const { t } = useTranslation('threads');
  return (
    <div className={classes['head']}>
      <p className={classes['counts']}>
        <strong>{t('count.open', { count: open })}</strong>
        {resolved > 0 && <span>· {t('count.resolved', { count: resolved })}</span>}
      </p>
      {unread > 0 && (
        <button
          type="button"
          className={classes['unread']}
          aria-pressed={filter === 'unread'}
          onClick={() => setFilter(filter === 'unread' ? 'open' : 'unread')}
        >
          {t('count.unread', { count: unread })}
        </button>
      )}
      <Menu position="bottom-end" width={210}>
        <Menu.Target>
          <ActionIcon
            size={28}
            aria-label={t('filter.label')}
            data-filtering={filter !== 'open' || undefined}
            className={classes['filter']}
          >
            <IconFilter size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {FILTERS.map((name) => (
            <Menu.RadioItem
              key={name}
              value={name}
              checked={name === filter}
              checkIcon={<IconCheck size={14} aria-hidden />}
              closeMenuOnClick
              onChange={() => setFilter(name)}
            >
              {t(`filter.${name}`)}
            </Menu.RadioItem>
          ))}
          {unread > 0 && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<IconChecks size={16} aria-hidden />} onClick={readAll}>
                {t('readAll')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {follow !== null && <FollowButton {...follow} />}
      {add !== undefined && (
        <Tooltip label={add.label}>
          <ActionIcon size={28} aria-label={add.label} onClick={add.run}>
            <IconMessagePlus size={16} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}
