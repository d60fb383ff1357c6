import { Tooltip, useComputedColorScheme } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useProjectHere } from '../../app/project-here.ts';
import { personColor } from './colors.ts';
import { initials } from './initials.ts';
import classes from './Avatar.module.css';

/**
 * Here is solid, idle tinted, followed has a double ring, *last seen* is hollow (offline nobody can know),
 * not yet a grey ring. A guest is a rounded square.
 */
export type AvatarState = 'here' | 'idle' | 'following' | 'lastSeen' | 'notYet';

export interface AvatarProps {
  id: string;
  name: string;
  state?: AvatarState;
  size?: 18 | 20 | 24 | 26 | 32;
  guest?: boolean;
  /** What they look like, where no project says it. */
  picture?: string | null;
  /** Said after the name, such as where they are. */
  note?: string;
  /** The name stands beside it already. */
  quiet?: boolean;
}

export function Avatar({
  id,
  name,
  state = 'here',
  size = 26,
  guest = false,
  picture,
  note,
  quiet = false,
}: AvatarProps) {
  const scheme = useComputedColorScheme('light');
  const member = useProjectHere()?.members.find((one) => one.id === id);
  const shown = drawable(picture ?? member?.picture ?? null);
  const { color, on } = personColor(id, scheme);
  const style = {
    '--person': color,
    '--on-person': on,
    '--avatar-size': `${size}px`,
    ...(shown === null ? {} : { '--picture': `url("${shown}")` }),
  } as CSSProperties;
  const label = note === undefined ? name : `${name} · ${note}`;
  const face = (
    <span
      className={classes['avatar']}
      style={style}
      data-state={state}
      data-guest={guest || undefined}
      data-picture={shown !== null || undefined}
      {...(quiet ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
      // Painted, not text: a name is read out, its initials are not.
      data-initials={initials(name)}
    />
  );
  return quiet ? face : <Tooltip label={label}>{face}</Tooltip>;
}

/** Pictures come with what names them: nothing is fetched from anywhere to show somebody. */
function drawable(picture: string | null): string | null {
  return picture !== null && /^data:image\/webp;base64,[\w+/=]+$/.test(picture) ? picture : null;
}
