import {
  ActionIcon,
  Badge,
  Button,
  Checkbox,
  Menu,
  Notification,
  Radio,
  SegmentedControl,
  Switch,
  TextInput,
} from '@mantine/core';
import {
  IconCopy,
  IconDots,
  IconLink,
  IconPhotoPlus,
  IconPlus,
  IconTrash,
  IconUpload,
} from '@tabler/icons-react';
import type { DeviceStatus } from '@clapper/device';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../features/presence/index.ts';
import { Pill } from '../../features/sync-status/Pill.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorCard } from '../../ui/ErrorCard.tsx';
import { EventLabel, type EventType } from '../../ui/EventLabel.tsx';
import { FramePicture } from '../../ui/FramePicture.tsx';
import { ReadOnlyBar } from '../../ui/ReadOnlyBar.tsx';
import { StatusLabel } from '../../ui/StatusIcon.tsx';
import { toastLook } from '../../ui/toast.tsx';
import { Cards } from './Cards.tsx';
import { Carets, PEOPLE } from './Carets.tsx';
import { DrawnPicture } from './DrawnPicture.tsx';
import { Swatches } from './Swatches.tsx';
import classes from './Sheet.module.css';

const NOTHING = () => undefined;

export function Sheet() {
  const { t } = useTranslation('sheet');
  return (
    <div className={classes['sheet']}>
      <header className={classes['head']}>
        <h1>{t('title')}</h1>
        <span>{t('timecode')}</span>
      </header>
      <Swatches />
      <div className={classes['type']}>
        <span data-size="28">{t('type.page')}</span>
        <span data-size="20">{t('type.heading')}</span>
        <span data-size="16">{t('type.section')}</span>
        <span data-size="15">{t('type.prose')}</span>
        <span data-size="13">{t('type.interface')}</span>
        <span data-size="12">{t('type.small')}</span>
        <span data-size="11">{t('type.label')}</span>
      </div>
      <Part title={t('buttons')}>
        <Buttons />
      </Part>
      <Part title={t('inputs')}>
        <Inputs />
      </Part>
      <Part title={t('pill')}>
        <Pills />
      </Part>
      <Part title={t('people')}>
        <People />
      </Part>
      <Part title={t('status')}>
        <Statuses />
      </Part>
      <Part title={t('events')}>
        <Events />
      </Part>
      <Part title={t('cards')}>
        <Cards />
      </Part>
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <Part title={t('menu')}>
            <OpenMenu />
          </Part>
          <Part title={t('toasts')}>
            <Toasts />
          </Part>
        </div>
        <Part title={t('empty')}>
          <EmptyState
            picture={<FramePicture picture="alley" />}
            action={
              <Button variant="filled" leftSection={<IconUpload size={16} aria-hidden />}>
                {t('empty.action')}
              </Button>
            }
          >
            {t('empty.sentence')}
          </EmptyState>
        </Part>
      </div>
      <Part title={t('drawing')}>
        <DrawnPicture />
      </Part>
      <Part title={t('fails')}>
        <ErrorCard title={t('fail.title')} onReload={NOTHING} onExport={NOTHING}>
          {t('fail.body')}
        </ErrorCard>
        <ReadOnlyBar ask={{ state: 'ready', onAsk: NOTHING }}>{t('readOnly.why')}</ReadOnlyBar>
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes['part']} aria-label={title}>
      <h2 className={classes['name']}>{title}</h2>
      {children}
    </section>
  );
}

function Buttons() {
  const { t } = useTranslation('sheet');
  return (
    <div className={classes['row']}>
      <Button variant="filled" leftSection={<IconPlus size={16} aria-hidden />}>
        {t('button.primary')}
      </Button>
      <Button>{t('button.default')}</Button>
      <Button variant="subtle" color="gray">
        {t('button.cancel')}
      </Button>
      <Button className={classes['bad']} leftSection={<IconTrash size={16} aria-hidden />}>
        {t('button.delete')}
      </Button>
      <Button className={classes['focused']}>{t('button.focused')}</Button>
      <Button disabled>{t('button.off')}</Button>
      <ActionIcon variant="default" aria-label={t('button.more')}>
        <IconDots size={16} aria-hidden />
      </ActionIcon>
      <Button size="xs">{t('button.small')}</Button>
    </div>
  );
}

function Inputs() {
  const { t } = useTranslation('sheet');
  return (
    <>
      <div className={classes['inputs']}>
        <TextInput label={t('input.title')} defaultValue={t('input.titleValue')} />
        <TextInput
          label={t('input.duration')}
          defaultValue={t('input.durationValue')}
          classNames={{ input: classes['focusedInput'] ?? '' }}
        />
        <TextInput label={t('input.lens')} defaultValue={t('input.lensValue')} error={t('input.lensError')} />
      </div>
      <div className={classes['row']}>
        <Checkbox label={t('input.export')} defaultChecked />
        <Checkbox label={t('input.letterbox')} />
        <Radio label={t('input.grid')} defaultChecked />
        <Switch label={t('input.offline')} defaultChecked />
        <SegmentedControl
          aria-label={t('input.period')}
          data={[
            { value: 'month', label: t('input.month') },
            { value: 'week', label: t('input.week') },
            { value: 'people', label: t('input.people') },
          ]}
        />
      </div>
    </>
  );
}

const STATUSES: readonly DeviceStatus[] = [
  { state: 'saved' },
  { state: 'saving', changes: 1 },
  { state: 'upToDate' },
  { state: 'offline', changes: 12, since: null },
  { state: 'serverCannotSave', changes: 3, code: 'DISK_FULL', reason: '' },
  { state: 'notSaved', reason: 'blocked', changes: 1 },
];

function Pills() {
  return (
    <div className={classes['row']}>
      {STATUSES.map((status) => (
        <Pill key={status.state} status={status} />
      ))}
    </div>
  );
}

function People() {
  const { t } = useTranslation('sheet');
  return (
    <div className={classes['people']}>
      {PEOPLE.map(({ state, guest, ...person }) => (
        <span key={person.name} className={classes['person']}>
          <Avatar {...person} state={state} guest={guest ?? false} />
          {t(`people.${guest === true ? 'guest' : state}`)}
        </span>
      ))}
      <Carets />
    </div>
  );
}

function Statuses() {
  const { t } = useTranslation('sheet');
  return (
    <div className={classes['row']}>
      <StatusLabel status="draft" />
      <StatusLabel status="review" />
      <StatusLabel status="changes" />
      <StatusLabel status="approved" />
      <Badge>{t('badge.shot')}</Badge>
      <Badge>{t('badge.version')}</Badge>
      <Badge>{t('badge.client')}</Badge>
      <Badge data-tone="warn">{t('badge.stale')}</Badge>
      <Badge data-tone="accent">{t('badge.new')}</Badge>
    </div>
  );
}

const EVENTS = [
  'shoot',
  'pickup',
  'prep',
  'edit',
  'review',
  'deadline',
  'dayOff',
  'milestone',
] as const satisfies readonly EventType[];

function Events() {
  const { t } = useTranslation('sheet');
  return (
    <div className={classes['events']}>
      {EVENTS.map((type) => (
        <EventLabel key={type} type={type}>
          {t(`event.${type}`)}
        </EventLabel>
      ))}
    </div>
  );
}

function OpenMenu() {
  const { t } = useTranslation('sheet');
  return (
    <div className={classes['menu']}>
      <Menu
        opened
        hideDetached={false}
        withinPortal={false}
        trapFocus={false}
        returnFocus={false}
        position="bottom-start"
        offset={0}
        width={316}
        middlewares={{ flip: false, shift: false }}
        transitionProps={{ duration: 0 }}
        onChange={NOTHING}
      >
        <Menu.Target>
          <button type="button" className={classes['menuTarget']} aria-label={t('menu')} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPhotoPlus size={17} aria-hidden />} rightSection="T" data-hovered>
            {t('menu.take')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={17} aria-hidden />} rightSection="D">
            {t('menu.duplicate')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLink size={17} aria-hidden />}>{t('menu.link')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item data-danger leftSection={<IconTrash size={17} aria-hidden />} rightSection="Del">
            {t('menu.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function Toasts() {
  const { t } = useTranslation('sheet');
  const { t: common } = useTranslation();
  const { message: deleted, ...undo } = toastLook({
    message: t('toast.deleted'),
    icon: <IconTrash size={16} aria-hidden />,
    action: { label: common('undo'), run: NOTHING },
  });
  const { message: copied, ...remark } = toastLook({ message: t('toast.copied') });
  return (
    <div className={classes['toasts']}>
      <Notification {...undo}>{deleted}</Notification>
      <Notification {...remark}>{copied}</Notification>
    </div>
  );
}
