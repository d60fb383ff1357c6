import { ActionIcon, Button, FileButton, Tooltip } from '@mantine/core';
import { NOTE_LIMITS } from '@clapper/documents/review';
import { IMAGE_TYPES } from '@clapper/protocol';
import {
  IconArrowBarToDown,
  IconBracketsContain,
  IconClock,
  IconLock,
  IconPaperclip,
  IconPencil,
  IconPhoto,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Player } from '../player/player.ts';
import { usePlayerState } from '../player/use-player.ts';
import { placeOf, type Begun } from './note-place.ts';
import type { RoomSession } from './room-session.ts';
import type { NewNote } from './use-new-note.ts';
import classes from './Notes.module.css';

interface ComposerToolsProps {
  session: RoomSession;
  player: Player | null;
  note: NewNote;
  /** Null: it is not begun, and stands on whatever frame is shown. */
  begun: Begun | null;
  /** It is about the whole video. */
  whole: boolean;
  onWhole: (whole: boolean) => void;
  /** The frame goes with it. */
  pictured: boolean;
  onPictured: (pictured: boolean) => void;
  onDraw: () => void;
  /** Null: no files here. */
  onAttach: ((chosen: readonly File[]) => void) | null;
}

/** Where the note will stand, who will see it, and what goes with its words. */
export function ComposerTools(props: ComposerToolsProps) {
  const { session, player, note, begun, whole, onWhole, pictured, onPictured, onDraw, onAttach } = props;
  const { t } = useTranslation('review');
  const { unsent, drawn, drawing, change, standAt } = note;
  return (
    <div className={classes['stamp']}>
      {player !== null && (
        <Stamp
          session={session}
          player={player}
          begun={begun}
          onMove={standAt}
          whole={whole}
          onWhole={(next) => {
            // A drawing is on a frame.
            if (next) note.stopDrawing();
            onWhole(next);
          }}
        />
      )}
      <span className={classes['space']} />
      {session.internal !== null && (
        <Toggle
          label={t('composer.internal')}
          icon={IconLock}
          pressed={unsent.internal}
          // What is drawn or attached already stands where the others see it, or where they do not.
          disabled={drawn > 0 || unsent.attachments.length > 0}
          onClick={() => change({ internal: !unsent.internal })}
        />
      )}
      {onAttach !== null && (
        <FileButton multiple accept={IMAGE_TYPES.join(',')} onChange={onAttach}>
          {(button) => (
            <Tooltip label={t('composer.attach')}>
              <ActionIcon
                {...button}
                size={26}
                aria-label={t('composer.attach')}
                disabled={unsent.attachments.length >= NOTE_LIMITS.attachments}
              >
                <IconPaperclip size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
        </FileButton>
      )}
      {player !== null && (
        <>
          <Toggle
            label={t('composer.screenshot')}
            icon={IconPhoto}
            pressed={pictured && !whole}
            disabled={whole}
            onClick={() => onPictured(!pictured)}
          />
          <Toggle
            label={t('composer.draw')}
            icon={IconPencil}
            pressed={drawing}
            disabled={whole}
            onClick={drawing ? note.stopDrawing : onDraw}
          />
        </>
      )}
    </div>
  );
}

interface StampProps {
  session: RoomSession;
  player: Player;
  begun: Begun | null;
  /** To another frame. */
  onMove: (frame: number) => void;
  whole: boolean;
  onWhole: (whole: boolean) => void;
}

/** Where the note will stand: pressed, it is about the whole video. */
function Stamp({ session, player, begun, onMove, whole, onWhole }: StampProps) {
  const { t } = useTranslation('review');
  const { frame, range } = usePlayerState(player);
  const place = placeOf(player, begun);
  const from = session.timeOf(place.frame ?? frame);
  const at = place.endFrame === null ? from : `${from} – ${session.timeOf(place.endFrame)}`;
  const second = Math.max(1, Math.round(player.clock.fps));
  return (
    <>
      <Button
        size="compact-xs"
        variant="light"
        aria-pressed={whole}
        leftSection={<IconClock size={14} aria-hidden />}
        onClick={() => onWhole(!whole)}
      >
        {whole ? t('composer.whole') : at}
      </Button>
      <Toggle
        label={t('composer.range')}
        icon={IconBracketsContain}
        pressed={range !== null}
        disabled={whole}
        onClick={() => {
          const start = place.frame ?? frame;
          player.setRange(range === null ? { start, end: start + second } : null);
        }}
      />
      {begun?.drawn === false && range === null && !whole && frame !== begun.frame && (
        <Toggle
          label={t('composer.here', { at: session.timeOf(frame) })}
          icon={IconArrowBarToDown}
          pressed={false}
          disabled={false}
          onClick={() => onMove(frame)}
        />
      )}
    </>
  );
}

interface ToggleProps {
  label: string;
  icon: TablerIcon;
  pressed: boolean;
  disabled: boolean;
  onClick: () => void;
}

function Toggle({ label, icon: Icon, pressed, disabled, onClick }: ToggleProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={26}
        variant={pressed ? 'light' : 'subtle'}
        aria-label={label}
        aria-pressed={pressed}
        disabled={disabled}
        onClick={onClick}
      >
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
