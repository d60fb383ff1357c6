import { Menu } from '@mantine/core';
import { subjectKey, type Follow, type FollowSubject } from '@clapper/documents';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { standingOf, type Because } from './standing.ts';
import { useFollows } from './use-follows.ts';
import classes from './Follow.module.css';

export interface FollowItemsProps {
  /** What it is about, then what that is part of, the closest first. */
  chain: readonly [FollowSubject, ...FollowSubject[]];
  because: Because;
}

const CHOICES = ['follow', 'concern', 'mute'] as const;

/** How much one wants to hear of a thing, as parts of a menu; what one hears without choosing says why. */
export function FollowItems({ chain, because }: FollowItemsProps) {
  const { t } = useTranslation('threads');
  const home = useFollows();
  if (home === null) return null;
  const [subject, ...wholes] = chain;
  const standing = standingOf(chain, home.follows, because);
  const chosen = standing.by === 'word' ? standing.follow : 'concern';
  // What one would hear without a word of one's own.
  const otherwise = standingOf([subject, ...wholes], withoutWord(home.follows, subject), because);
  const about = {
    follow: t('follow.follow.about'),
    concern:
      otherwise.by === 'whole'
        ? t(`follow.with.${otherwise.follow}`, { whole: t(`follow.whole.${otherwise.whole}`) })
        : t(`follow.because.${because}`),
    mute: t('follow.mute.about'),
  };
  return CHOICES.map((choice) => (
    <Menu.RadioItem
      key={choice}
      value={choice}
      checked={choice === chosen}
      checkIcon={<IconCheck size={14} aria-hidden />}
      closeMenuOnClick
      onChange={() => home.set(subject, choice === 'concern' ? null : choice)}
    >
      <span className={classes['choice']}>{t(`follow.${choice}`)}</span>
      <span className={classes['about']}>{about[choice]}</span>
    </Menu.RadioItem>
  ));
}

function withoutWord(follows: ReadonlyMap<string, Follow>, subject: FollowSubject): Map<string, Follow> {
  const rest = new Map(follows);
  rest.delete(subjectKey(subject));
  return rest;
}
