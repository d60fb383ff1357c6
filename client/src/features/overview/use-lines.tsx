import {
  IconArrowsSplit2,
  IconAt,
  IconMessage,
  IconProgressCheck,
  IconUserPlus,
  IconUserQuestion,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../app/project-context.tsx';
import { useFormat } from '../../ui/format.ts';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import type { Production, Waiting } from './waiting.ts';

/** What waits, as a line that leads there. */
type Line = {
  key: string;
  icon: ReactNode;
  words: string;
  search: Record<string, string>;
} & ({ page: 'overview' | 'plan' | 'board' | 'calendar' | 'members' } | { page: 'review'; video: string });

/** Says what waits in words, and where it is done. */
export function useLines({ stages, shots }: Production): (waiting: Waiting) => Line {
  const { t } = useTranslation('overview');
  const { t: common } = useTranslation();
  const { list } = useFormat();
  const { members } = useProject();
  const nameOf = (user: string) => members.find(({ id }) => id === user)?.name ?? t('somebody');
  return (waiting): Line => {
    switch (waiting.type) {
      case 'approve': {
        const { id, number, title } = waiting.stage;
        return {
          key: `approve ${id}`,
          icon: <IconProgressCheck size={18} aria-hidden />,
          words: t('waiting.approve', { number, title: title || t('stage.untitled') }),
          page: 'plan',
          search: { stage: id },
        };
      }
      case 'asked': {
        const { thread, by } = waiting;
        const { anchor } = thread;
        const who = nameOf(by);
        const icon = <IconAt size={18} aria-hidden />;
        const key = `asked ${thread.id}`;
        const search = { thread: thread.id };
        switch (anchor.type) {
          case 'shot':
          case 'image': {
            const number = shots.find(({ id }) => id === anchor.shot)?.number ?? '';
            const words =
              number === '' ? t('waiting.asked', { who }) : t('waiting.asked.shot', { who, number });
            return { key, icon, words, page: 'board', search };
          }
          case 'stage':
          case 'text': {
            const number = stages.find(({ id }) => id === anchor.stage)?.number;
            const words =
              number === undefined ? t('waiting.asked', { who }) : t('waiting.asked.stage', { who, number });
            return { key, icon, words, page: 'plan', search };
          }
          case 'event':
            return {
              key,
              icon,
              words: t('waiting.asked', { who }),
              page: 'calendar',
              search: { event: anchor.event, ...search },
            };
          case 'project':
            return {
              key,
              icon,
              words: t('waiting.asked', { who }),
              page: 'overview',
              search,
            };
          default:
            return anchor satisfies never;
        }
      }
      case 'askedOnVideo': {
        const { video, note, by } = waiting;
        const who = members.find(({ id }) => id === by.id)?.name ?? by.name;
        return {
          key: `asked ${note.id}`,
          icon: <IconAt size={18} aria-hidden />,
          words: t('waiting.asked.video', { who, title: video.title }),
          page: 'review',
          video: video.id,
          search: { note: note.id },
        };
      }
      case 'notesGiven': {
        const { video, notes } = waiting;
        const [first] = notes;
        return {
          key: `given ${video.id}`,
          icon: <IconMessage size={18} aria-hidden />,
          words: t('waiting.given', { count: notes.length, title: video.title }),
          page: 'review',
          video: video.id,
          search: first === undefined ? {} : { note: first.id },
        };
      }
      case 'changes':
      case 'unassigned': {
        const numbers = waiting.shots.map(({ number }) => number);
        const [first] = waiting.shots;
        return {
          key: waiting.type,
          icon:
            waiting.type === 'changes' ? (
              <StatusIcon status="changes" size={18} />
            ) : (
              <IconUserQuestion size={18} aria-hidden />
            ),
          words: t(`waiting.${waiting.type}`, { count: numbers.length, numbers: list(numbers) }),
          page: 'board',
          search: { shot: first?.id ?? '' },
        };
      }
      case 'conflict': {
        const { event, date } = waiting.conflict;
        return {
          key: `conflict ${event.id} ${date ?? ''}`,
          icon: <IconArrowsSplit2 size={18} aria-hidden />,
          words: t('waiting.conflict', { title: event.title || t('event.untitled') }),
          page: 'calendar',
          search: { event: event.id },
        };
      }
      case 'request': {
        const { user, role } = waiting.request;
        return {
          key: `request ${user.id}`,
          icon: <IconUserPlus size={18} aria-hidden />,
          words: t('waiting.request', { who: user.name, role: common(`role.${role}`) }),
          page: 'members',
          search: {},
        };
      }
      default:
        return waiting satisfies never;
    }
  };
}
