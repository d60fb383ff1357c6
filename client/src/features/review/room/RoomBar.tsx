import { can } from '@clapper/access';
import { Button } from '@mantine/core';
import { IconColumns2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../../app/project-context.tsx';
import { ExchangeMenu } from '../exchange/ExchangeMenu.tsx';
import type { Player } from '../player/player.ts';
import { ShareButton } from '../share/ShareButton.tsx';
import { FollowedBy } from '../together/FollowedBy.tsx';
import { Approval } from './Approval.tsx';
import { CutPicker } from './CutPicker.tsx';
import type { RoomSession } from './room-session.ts';
import classes from './Room.module.css';

interface RoomBarProps {
  session: RoomSession;
  title: string;
  player: Player | null;
  video: HTMLVideoElement | null;
  /** May say that a cut is approved. */
  approves: boolean;
  /** Notes may be taken out, and brought in. */
  goesOut: boolean;
  compares: boolean;
  /** Null: there is nothing to compare with. */
  onCompare: (() => void) | null;
  onCut: (id: string) => void;
  onAdd: ((file: File) => void) | null;
}

/** What the video is, and what one does with all of it. */
export function RoomBar(props: RoomBarProps) {
  const { session, title, player, video, approves, goesOut, compares, onCompare, onCut, onAdd } = props;
  const { t } = useTranslation('review');
  const { role } = useProject();
  return (
    <div className={classes['bar']}>
      <h1 className={classes['title']} data-testid="project-title">
        {title}
      </h1>
      <CutPicker cuts={session.review.cuts} cut={session.cut} onCut={onCut} onAdd={onAdd} />
      {onCompare !== null && (
        <Button
          size="xs"
          className={classes['does'] ?? ''}
          aria-pressed={compares}
          leftSection={<IconColumns2 size={14} aria-hidden />}
          onClick={onCompare}
        >
          <span className={classes['words']}>{t('compare.do')}</span>
        </Button>
      )}
      <span className={classes['space']} />
      <FollowedBy />
      <Approval session={approves ? session : { ...session, writable: false }} />
      {goesOut && <ExchangeMenu session={session} title={title} player={player} video={video} />}
      {can({ role }, 'invites.manage') && (
        <ShareButton
          document={session.document}
          title={title}
          className={classes['does'] ?? ''}
          words={classes['words'] ?? ''}
        />
      )}
    </div>
  );
}
