import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowUpRight,
  IconCircle,
  IconEye,
  IconEyeOff,
  IconEyePause,
  IconLetterT,
  IconPencil,
  IconPointer,
  IconSquare,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react';
import { useEffect, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../app/store.ts';
import type { DrawingSession } from './session/drawing-session.ts';
import { DRAWING_COLORS, DRAWING_TOOLS, DRAWING_WIDTHS, type Tool } from './session/palette.ts';
import { nextShown, type Shown } from './session/shown.ts';
import { ShapeMenu } from './ShapeMenu.tsx';
import classes from './DrawingBar.module.css';

const ICONS: Readonly<Record<Tool, TablerIcon>> = {
  select: IconPointer,
  pen: IconPencil,
  arrow: IconArrowUpRight,
  rectangle: IconSquare,
  ellipse: IconCircle,
  text: IconLetterT,
};

const SHOWN_ICONS: Readonly<Record<Shown, TablerIcon>> = {
  paused: IconEye,
  always: IconEyePause,
  hidden: IconEyeOff,
};

export interface DrawingBarProps {
  session: DrawingSession;
  /** Whether what is under the drawing plays, so that it matters when drawings are seen. */
  plays: boolean;
  /** Who drew, in the list of shapes. */
  nameOf: (userId: string) => string;
}

/** The tools, over the picture: by pointer, by key and in a screen reader. */
export default function DrawingBar({ session, plays, nameOf }: DrawingBarProps) {
  const { t } = useTranslation('drawing');
  const tool = useStore(session.tool);
  const color = useStore(session.color);
  const width = useStore(session.width);
  const shown = useStore(session.shown);
  const selected = useStore(session.selected);
  const Eye = SHOWN_ICONS[shown];
  return (
    <div
      role="toolbar"
      tabIndex={-1}
      aria-label={t('bar')}
      className={classes['bar']}
      data-testid="drawing-bar"
      onKeyDown={walk}
    >
      <Group>
        {(['select', ...DRAWING_TOOLS] as const).map((one, index) => (
          <Button
            key={one}
            label={t(`tool.${one}`)}
            hint={index === 0 ? 'V' : String(index)}
            pressed={tool === one}
            icon={ICONS[one]}
            onClick={() => session.tool.set(one)}
          />
        ))}
      </Group>
      <Group>
        {DRAWING_COLORS.map((one) => (
          <button
            key={one.name}
            type="button"
            className={classes['swatch']}
            aria-label={t(`color.${one.name}`)}
            aria-pressed={color === one.color}
            style={{ '--swatch': one.color } as CSSProperties}
            onClick={() => session.setColor(one.color)}
          />
        ))}
      </Group>
      <Group>
        {DRAWING_WIDTHS.map((one) => (
          <button
            key={one.name}
            type="button"
            className={classes['width']}
            aria-label={t(`width.${one.name}`)}
            aria-pressed={width === one.width}
            style={{ '--line': `${one.width + 1}px` } as CSSProperties}
            onClick={() => session.setWidth(one.width)}
          />
        ))}
      </Group>
      <Group>
        <UndoButtons session={session} />
        {selected !== null && (
          <Button label={t('remove')} hint="Del" icon={IconTrash} onClick={() => session.remove(selected)} />
        )}
        <ShapeMenu session={session} nameOf={nameOf} />
        <Button
          label={t(plays ? `shown.${shown}` : shown === 'hidden' ? 'shown.hidden' : 'shown.always')}
          icon={Eye}
          onClick={() => session.shown.set(nextShown(shown, plays))}
        />
      </Group>
    </div>
  );
}

function Group({ children }: { children: ReactNode }) {
  return <div className={classes['group']}>{children}</div>;
}

function Button({
  label,
  hint,
  icon: Icon,
  pressed,
  disabled = false,
  onClick,
}: {
  label: string;
  hint?: string;
  icon: TablerIcon;
  pressed?: boolean;
  disabled?: boolean;
  onClick: () => void;
}) {
  return (
    <Tooltip label={hint === undefined ? label : `${label}  ${hint}`}>
      <ActionIcon
        className={classes['tool'] ?? ''}
        aria-label={label}
        aria-pressed={pressed}
        // Disabled it would lose the focus of whoever has just undone the last step.
        aria-disabled={disabled || undefined}
        onClick={() => !disabled && onClick()}
      >
        <Icon size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function UndoButtons({ session }: { session: DrawingSession }) {
  const { t } = useTranslation('drawing');
  const [depth, setDepth] = useState(() => session.undo.depth());
  useEffect(() => session.undo.onChange(() => setDepth(session.undo.depth())), [session]);
  return (
    <>
      <Button
        label={t('undo')}
        hint="Ctrl Z"
        icon={IconArrowBackUp}
        disabled={depth === 0}
        onClick={() => session.undo.undo()}
      />
      <Button label={t('redo')} icon={IconArrowForwardUp} onClick={() => session.undo.redo()} />
    </>
  );
}

/** The arrow keys walk along a bar of tools. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const way = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (way === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  event.preventDefault();
  buttons.at((at + way) % buttons.length)?.focus();
}
