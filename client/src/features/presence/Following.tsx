import { useReducedMotion } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { PROJECT_PAGES } from '../../app/frame/pages.ts';
import { useProject } from '../../app/project-context.tsx';
import { useStore } from '../../app/store.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { showToast } from '../../ui/toast.tsx';
import type { Anchors } from './anchors.ts';
import { personStyle } from './colors.ts';
import { followView, leaderOf, onOwnMove } from './follow.ts';
import type { PresencePlane } from './plane.ts';
import { readTabs, usePeopleHere, type ProjectPerson } from './project-people.ts';
import classes from './Following.module.css';

/** Whoever is gone for so long has left; a connection may be made anew in between. */
const GONE_MS = 5_000;
/** As it stands on keyboards, in every language. */
const STOP_KEY = 'Esc';

/** Going where somebody else goes: the frame around the screen says so, and any own move ends it. */
export function Following({ plane, anchors }: { plane: PresencePlane; anchors: Anchors }) {
  const target = useStore(plane.following);
  const people = usePeopleHere();
  useFollowers(people, plane.me);
  useEffect(() => plane.say({ following: target }), [plane, target]);
  if (target === null) return null;
  return <Frame key={target} plane={plane} anchors={anchors} target={target} people={people} />;
}

interface FrameProps {
  plane: PresencePlane;
  anchors: Anchors;
  target: string;
  people: readonly ProjectPerson[];
}

function Frame({ plane, anchors, target, people }: FrameProps) {
  const { t } = useTranslation('presence');
  const { id: project, members } = useProject();
  const navigate = useNavigate();
  const still = useReducedMotion();
  const here = people.some(({ id }) => id === target);
  const name = people.find(({ id }) => id === target)?.name ?? members.find(({ id }) => id === target)?.name;
  // Everything that changes where they are changes `people` too.
  const leader = useMemo(
    () => (people.length === 0 ? null : leaderOf(readTabs(plane.awarenesses(), plane.me), target)),
    [plane, people, target],
  );
  const page = PROJECT_PAGES.find((known) => known === leader?.doing.page) ?? null;
  const at = leader?.doing.at ?? null;
  const { type, id, label } = at ?? {};

  useEffect(() => {
    if (page !== null && plane.said().page !== page)
      void navigate({ to: `/p/$project/${page}`, params: { project } });
  }, [plane, page, navigate, project]);
  useEffect(() => {
    plane.followed.set(type === undefined || id === undefined ? null : { type, id, label: label ?? '' });
    return () => plane.followed.set(null);
  }, [plane, type, id, label]);
  useEffect(
    () => followView(plane, anchors, target, () => (still ? 'auto' : 'smooth')),
    [plane, anchors, target, still],
  );
  useEffect(() => onOwnMove(() => plane.following.set(null)), [plane]);
  useEffect(() => {
    if (here) return;
    const timer = setTimeout(() => plane.following.set(null), GONE_MS);
    return () => clearTimeout(timer);
  }, [plane, here]);

  return (
    <div className={classes['frame']} ref={(element) => element?.setAttribute('style', personStyle(target))}>
      <div className={classes['label']} role="status">
        <span>{t('following', { name: name ?? t('somebody') })}</span>
        <Kbd>{STOP_KEY}</Kbd>
        <button
          type="button"
          className={classes['stop']}
          data-follow-keep
          aria-label={t('following.stop')}
          onClick={() => plane.following.set(null)}
        >
          <IconX size={14} aria-hidden />
        </button>
      </div>
    </div>
  );
}

/** One is told once by whom one is followed. */
function useFollowers(people: readonly ProjectPerson[], me: string): void {
  const { t } = useTranslation('presence');
  const told = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const followers = people.filter(({ following }) => following === me);
    for (const { id, name } of followers)
      if (!told.current.has(id)) showToast({ message: t('followsYou', { name }) });
    told.current = new Set(followers.map(({ id }) => id));
  }, [people, me, t]);
}
