import { ActionIcon, Menu, TextInput, UnstyledButton } from '@mantine/core';
import { frameOfTimecode, timecodeOf, type Clip } from '@clapper/documents/timecode';
import {
  IconMaximize,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconRepeat,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/format.ts';
import { Form } from '../../../ui/Form.tsx';
import type { Player } from './player.ts';
import { SPEEDS } from './shuttle.ts';
import { usePlayerState } from './use-player.ts';
import classes from './Transport.module.css';

interface TransportProps {
  player: Player;
  clip: Clip;
  /** Its frames stand at unequal distances: they have no timecode. */
  variable: boolean;
  onFullscreen: () => void;
}

/** Below the picture: where it stands, in the largest letters of the room, and what moves it. */
export function Transport({ player, clip, variable, onFullscreen }: TransportProps) {
  const { t } = useTranslation('review');
  const { number } = useFormat();
  const { speed, muted, loops, pace, frame } = usePlayerState(player);
  const plays = speed !== 0;
  const fps = number(Math.round(player.clock.fps * 1000) / 1000);
  const Play = plays ? IconPlayerPauseFilled : IconPlayerPlayFilled;
  return (
    <div className={classes['transport']}>
      <div className={classes['moves']}>
        <ActionIcon size={36} aria-label={t('player.back')} onClick={() => player.step(-1)}>
          <IconPlayerSkipBack size={18} />
        </ActionIcon>
        <ActionIcon
          size={44}
          radius="xl"
          variant="default"
          aria-label={t(plays ? 'player.pause' : 'player.play')}
          data-testid="play-button"
          onClick={() => player.toggle()}
        >
          <Play size={20} />
        </ActionIcon>
        <ActionIcon size={36} aria-label={t('player.forward')} onClick={() => player.step(1)}>
          <IconPlayerSkipForward size={18} />
        </ActionIcon>
      </div>
      <TimeField player={player} clip={clip} variable={variable} />
      <span className={classes['facts']}>
        {t(variable ? 'player.variable' : 'player.frame', { frame: number(frame), fps })}
      </span>
      {plays && (
        <span className={classes['playing']} data-testid="video-playing">
          {t('player.playing')}
        </span>
      )}
      <div className={classes['rest']}>
        <Menu position="top-end">
          <Menu.Target>
            <UnstyledButton className={classes['pace']} aria-label={`${t('player.pace')}: ${paceOf(pace)}`}>
              {paceOf(plays ? speed : pace)}
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            {SPEEDS.map((one) => (
              <Menu.Item key={one} onClick={() => player.setPace(one)}>
                {paceOf(one)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <ActionIcon
          aria-label={t('player.loop')}
          aria-pressed={loops}
          data-on={loops || undefined}
          className={classes['switch'] ?? ''}
          onClick={() => player.setLoops(!loops)}
        >
          <IconRepeat size={18} />
        </ActionIcon>
        <ActionIcon
          aria-label={t(muted ? 'player.unmute' : 'player.mute')}
          onClick={() => player.setMuted(!muted)}
        >
          {muted ? <IconVolumeOff size={18} /> : <IconVolume size={18} />}
        </ActionIcon>
        <ActionIcon aria-label={t('player.fullscreen')} onClick={onFullscreen}>
          <IconMaximize size={18} />
        </ActionIcon>
      </div>
    </div>
  );
}

const paceOf = (speed: number): string => `${speed}×`;

/** The timecode; pressed, it is typed: a timecode, seconds, or a frame. */
function TimeField({ player, clip, variable }: Pick<TransportProps, 'player' | 'clip' | 'variable'>) {
  const { t } = useTranslation('review');
  const { frame } = usePlayerState(player);
  const [typed, setTyped] = useState<string | null>(null);
  const shown = timeOf(frame, player, clip, variable);
  if (typed !== null) {
    const go = () => {
      const wanted = variable ? frameAtSeconds(typed, player) : frameOfTimecode(typed, clip);
      if (wanted !== null) player.show(wanted);
      setTyped(null);
    };
    return (
      <Form onSubmit={go} className={classes['typing']}>
        <TextInput
          value={typed}
          aria-label={t('player.time')}
          // It was pressed to be typed in.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && setTyped(null)}
          onBlur={() => setTyped(null)}
        />
      </Form>
    );
  }
  return (
    <>
      <UnstyledButton
        className={classes['time']}
        aria-label={`${shown}: ${t('player.time')}`}
        data-testid="video-timestamp"
        data-frame={frame}
        onClick={() => setTyped(shown)}
      >
        {shown}
      </UnstyledButton>
      <span className={classes['length']}>
        {`/ ${timeOf(player.clock.frames, player, { ...clip, startFrame: 0 }, variable)}`}
      </span>
    </>
  );
}

/** What a frame is called: its timecode, or where frames have none the time at which it begins. */
export function timeOf(frame: number, player: Player, clip: Clip, variable: boolean): string {
  if (!variable) return timecodeOf(frame, clip);
  const ms = Math.round(player.clock.begins(frame) * 1000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}

function frameAtSeconds(typed: string, { clock }: Player): number | null {
  const parts = typed.trim().split(':').map(Number);
  if (typed.trim() === '' || parts.length > 3 || parts.some((part) => !Number.isFinite(part) || part < 0))
    return null;
  return clock.at(parts.reduce((sum, part) => sum * 60 + part, 0));
}
