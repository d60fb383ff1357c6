import { placeOfAnchor, type Anchor, type EventTarget, type FeedEntry } from '@clapper/documents';
import type { Known } from './use-known.ts';
import type { Role } from '@clapper/access';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../app/project-context.tsx';
import { useFormat } from '../../ui/format.ts';
import { thingOf } from './thing-of.ts';

const STATUSES = [
  'draft',
  'review',
  'changes',
  'approved',
  'tentative',
  'confirmed',
  'active',
  'completed',
  'archived',
  'open',
  'in_progress',
  'resolved',
  'closed',
] as const;
const ROLES: readonly Role[] = ['owner', 'admin', 'editor', 'reviewer', 'viewer'];

/** An entry as a sentence: who did what to what. */
export function useSentence({ anchors, names }: Known): (entry: FeedEntry) => string {
  const { t } = useTranslation('activity');
  const { t: common } = useTranslation();
  const { list, date } = useFormat();
  const { members } = useProject();

  const nameOf = (user: string) => members.find(({ id }) => id === user)?.name ?? t('gone');
  const roleOf = (role: string) => {
    const known = ROLES.find((one) => one === role);
    return known === undefined ? role : common(`role.${known}`);
  };
  const statusOf = (status: string) => {
    const known = STATUSES.find((one) => one === status);
    return known === undefined ? status : t(`status.${known}`);
  };
  const called = (target: Pick<EventTarget, 'type' | 'id' | 'video'>, name = '') => {
    const { key, name: known } = thingOf(target, name, names);
    return t(key, { name: known });
  };

  const onWhat = (anchor: Anchor) => {
    const { type, id } = placeOfAnchor(anchor);
    const what = called({ type, id: id ?? '' });
    return anchor.type === 'image' ? t('pictureOf', { what }) : what;
  };

  return ({ event, userName }) => {
    const { target } = event;
    // What is said in a thread has no name of its own but the words of the plan: it is told by what it hangs on.
    const anchor = target.type === 'thread' && target.name === '' ? anchors.get(target.id) : undefined;
    const words = {
      who: userName === '' ? t('gone') : userName,
      what: anchor === undefined ? called(target, target.name) : t('commentOn', { what: onWhat(anchor) }),
    };
    switch (event.type) {
      case 'statusChanged':
        return t('statusChanged', { ...words, to: statusOf(event.detail.to) });
      case 'deadlineMoved':
        return event.detail.to === null
          ? t('deadlineTaken', words)
          : t('deadlineMoved', { ...words, day: date(event.detail.to) });
      case 'assigned':
        return event.detail.to === null
          ? t('unassigned', words)
          : t('assigned', { ...words, to: nameOf(event.detail.to) });
      case 'commented':
        if (target.name !== '') return t('commented', words);
        return t('commented', {
          ...words,
          what: anchor === undefined ? called(event.detail.place) : onWhat(anchor),
        });
      case 'reacted':
        return t('reacted', { ...words, emoji: list(event.detail.emoji) });
      case 'memberJoined':
      case 'accessRequested':
        return t(event.type, { ...words, role: roleOf(event.detail.role) });
      case 'roleChanged':
        return t('roleChanged', { ...words, role: roleOf(event.detail.to) });
      case 'memberLeft':
        return t('memberLeft', words);
      default:
        return t(event.type, words);
    }
  };
}
