import { ActionIcon, Menu, TextInput, UnstyledButton } from '@mantine/core';
import { frameOfTimecode } from '@clapper/documents/timecode';
import {
  IconCheck,
  IconGhost2,
  IconLayoutColumns,
  IconMaximize,
  IconPointerBolt,
  IconRepeat,
  IconVolume,
  IconVolumeOff,
  type TablerIcon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PlayButtons } from '../../../ui/PlayButtons.tsx';
import { useFormat } from '../../../ui/format.ts';
import { Form } from '../../../ui/Form.tsx';
import type { Toggled } from '../room/use-looks.ts';
import { MoreMenu } from './MoreMenu.tsx';
import { nameOfFrame, TIME_STYLES, type Naming, type TimeStyle } from './frame-name.ts';
import type { Player } from './player.ts';
import { SPEEDS } from './shuttle.ts';
import { usePlayerState } from './use-player.ts';
import classes from './Transport.module.css';

interface TransportProps {
  player: Player;
  naming: Naming;
  onStyle: (style: TimeStyle) => void;
  /** What lies over the picture, on and off. */
  looks: { laser: Toggled; ghosts: Toggled; shots: Toggled | null };
  onFullscreen: () => void;
}

/** Below the picture: where it stands, in the largest letters of the room, and what moves it. */
export function Transport({ player, naming, onStyle, looks, onFullscreen }: TransportProps) {
  const { t } = useTranslation('review');
  const { number } = useFormat();
  const { speed, muted, loops, pace, frame } = usePlayerState(player);
  const plays = speed !== 0;
  const fps = number(Math.round(player.clock.fps * 1000) / 1000);
  return (
    <div className={classes['transport']}>
      <div className={classes['moves']}>
        <PlayButtons
          plays={plays}
          words={{
            back: t('player.back'),
            play: t('player.play'),
            pause: t('player.pause'),
            forward: t('player.forward'),
          }}
          onStep={(by) => player.step(by)}
          onToggle={() => player.toggle()}
          testId="play-button"
        />
      </div>
      <TimeField player={player} naming={naming} />
      <Menu position="top-start">
        <Menu.Target>
          <UnstyledButton className={classes['facts']}>
            {t(naming.variable ? 'player.variable' : 'player.frame', { frame: number(frame), fps })}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('player.style')}</Menu.Label>
          {TIME_STYLES.map((one) => (
            <Menu.RadioItem
              key={one}
              value={one}
              checked={one === naming.style}
              checkIcon={<IconCheck size={14} aria-hidden />}
              closeMenuOnClick
              onChange={() => onStyle(one)}
            >
              {t(`player.style.${one}`)}
            </Menu.RadioItem>
          ))}
        </Menu.Dropdown>
      </Menu>
      {plays && (
        <span className={classes['playing']} data-testid="video-playing">
          {t('player.playing')}
        </span>
      )}
      <div className={classes['rest']}>
        <Menu position="top-end">
          <Menu.Target>
            <UnstyledButton
              className={`${classes['pace']} ${classes['wide']}`}
              aria-label={`${t('player.pace')}: ${paceOf(pace)}`}
            >
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
        <Switch
          label={t('player.laser')}
          icon={IconPointerBolt}
          on={looks.laser.on}
          toggle={looks.laser.toggle}
          wide
        />
        {looks.shots !== null && (
          <Switch label={t('player.shots')} icon={IconLayoutColumns} {...looks.shots} wide />
        )}
        <Switch label={t('player.ghosts')} icon={IconGhost2} {...looks.ghosts} wide />
        <Switch
          label={t('player.loop')}
          icon={IconRepeat}
          on={loops}
          toggle={() => player.setLoops(!loops)}
          wide
        />
        <MoreMenu player={player} looks={looks} />
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

/** @param wide where there is no room for everything it stands in the menu */
function Switch({
  label,
  icon: Icon,
  on,
  toggle,
  wide = false,
}: Toggled & { label: string; icon: TablerIcon; wide?: boolean }) {
  return (
    <ActionIcon
      aria-label={label}
      title={label}
      aria-pressed={on}
      data-on={on || undefined}
      className={`${classes['switch']} ${wide ? classes['wide'] : ''}`}
      onClick={toggle}
    >
      <Icon size={18} />
    </ActionIcon>
  );
}

const paceOf = (speed: number): string => `${speed}×`;

/** The timecode; pressed, it is typed: a timecode, seconds, or a frame. */
function TimeField({ player, naming }: Pick<TransportProps, 'player' | 'naming'>) {
  const { t } = useTranslation('review');
  const { frame } = usePlayerState(player);
  const [typed, setTyped] = useState<string | null>(null);
  const shown = nameOfFrame(frame, player, naming);
  const { clip, variable } = naming;
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
        {`/ ${nameOfFrame(player.clock.frames, player, { ...naming, clip: { ...clip, startFrame: 0 } })}`}
      </span>
    </>
  );
}

function frameAtSeconds(typed: string, { clock }: Player): number | null {
  const parts = typed.trim().split(':').map(Number);
  if (typed.trim() === '' || parts.length > 3 || parts.some((part) => !Number.isFinite(part) || part < 0))
    return null;
  return clock.at(parts.reduce((sum, part) => sum * 60 + part, 0));
}
