import { ActionIcon, Tooltip } from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import {
  notificationLink,
  type Follow,
  type FollowSubject,
  type InboxItem,
  type InboxState,
} from '@clapper/documents';
import { IconArchive, IconArchiveOff, IconBell } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat, type Format } from '../../ui/format.ts';
import { Avatar } from '../presence/index.ts';
import { KIND_ICONS } from './kinds.ts';
import { RowMenu } from './RowMenu.tsx';
import { useQuote } from './use-quote.ts';
import { useSentence } from './use-sentence.ts';
import classes from './InboxRow.module.css';

export interface InboxRowProps {
  item: InboxItem;
  project: string;
  follows: ReadonlyMap<string, Follow>;
  onMark: (state: InboxState) => void;
  onFollow: (subject: FollowSubject, follow: Follow | null) => void;
  /** It was followed to where it happened. */
  onOpened: () => void;
}

/** The page a thing is on. */
const PAGES = {
  project: 'nav.overview',
  stage: 'nav.plan',
  shot: 'nav.board',
  event: 'nav.calendar',
  video: 'nav.review',
  members: 'nav.members',
} as const;

/** What is younger is told by how long ago it was. */
const LATELY_MS = 6 * 60 * 60_000;

/** One thing that concerns me: a click reads it and goes where it happened. */
export function InboxRow({ item, project, follows, onMark, onFollow, onOpened }: InboxRowProps) {
  const { t } = useTranslation('inbox');
  const { t: common } = useTranslation();
  const format = useFormat();
  const { ref, inViewport } = useInViewport<HTMLLIElement>();
  const pieces = useSentence()(item, project);
  const sentence = pieces.map(({ text }) => text).join('');
  const archived = item.state === 'archived';
  const Kind = KIND_ICONS[item.type];
  const where = [project, common(PAGES[item.place.type])].filter((name) => name !== '');
  const time = timeOf(item.at, format);
  return (
    <li ref={ref} className={classes['row']} data-state={item.state} data-notification={item.id}>
      <Link
        to={notificationLink(item)}
        className={classes['link']}
        onClick={() => {
          if (item.state === 'unread') onMark('read');
          onOpened();
        }}
      >
        {item.state === 'unread' && <span className={classes['dot']} role="img" aria-label={t('unread')} />}
        <span className={classes['face']}>
          {item.by === null ? (
            <IconBell size={20} className={classes['nobody']} aria-hidden />
          ) : (
            <Avatar id={item.by.id} name={item.by.name} quiet />
          )}
          <span className={classes['kind']} data-kind={item.type}>
            <Kind size={11} aria-hidden />
          </span>
        </span>
        <span className={classes['words']}>
          <span className={classes['sentence']}>
            {pieces.map(({ text, name }, index) => (name ? <b key={index}>{text}</b> : text))}
          </span>
          {/* What is out of sight opens no document. */}
          {inViewport && item.thread !== null && <Said item={item} />}
          <span className={classes['where']}>{[...where, time].join(' · ')}</span>
        </span>
      </Link>
      <span className={classes['actions']}>
        <Tooltip label={archived ? t('restore') : t('archive')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={`${archived ? t('restore') : t('archive')}: ${sentence}`}
            onClick={() => onMark(archived ? 'read' : 'archived')}
          >
            {archived ? <IconArchiveOff size={16} aria-hidden /> : <IconArchive size={16} aria-hidden />}
          </ActionIcon>
        </Tooltip>
        <RowMenu item={item} sentence={sentence} follows={follows} onMark={onMark} onFollow={onFollow} />
      </span>
    </li>
  );
}

function timeOf(at: number, { ago, clock }: Format): string {
  return Date.now() - at < LATELY_MS ? ago(at) : clock(at);
}

/** The words it is about, for whoever decides by them. */
function Said({ item }: { item: InboxItem }) {
  const quote = useQuote(item);
  if (quote === null) return null;
  return (
    <>
      {quote.timecode !== null && <span className={classes['timecode']}> {quote.timecode}</span>}
      <span className={classes['quote']}>{quote.words}</span>
    </>
  );
}
