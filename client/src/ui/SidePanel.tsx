import { CloseButton, Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './SidePanel.module.css';

interface SidePanelProps {
  title: string;
  /** What it is called, where that is not its title. */
  label?: string;
  closeLabel: string;
  width: number;
  /** There is no room for it at the side: it comes from below. */
  narrow: boolean;
  onClose: () => void;
  /** Of what scrolls, at the side. */
  contentClass?: string | undefined;
  children: ReactNode;
}

/** What belongs to something on the page, at its right; on a phone a sheet from below. Escape closes it. */
export function SidePanel({
  title,
  label = title,
  closeLabel,
  width,
  narrow,
  onClose,
  contentClass = '',
  children,
}: SidePanelProps) {
  if (narrow) {
    return (
      <Drawer
        opened
        onClose={onClose}
        position="bottom"
        size="85%"
        title={title}
        classNames={{ title: classes['title'] ?? '', body: classes['sheet'] ?? '' }}
        closeButtonProps={{ 'aria-label': closeLabel, size: 44, iconSize: 18 }}
      >
        {children}
      </Drawer>
    );
  }
  return (
    // From wherever in it the focus is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      className={classes['panel']}
      style={{ width }}
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header className={classes['head']}>
        <h2 className={classes['title']}>{title}</h2>
        <CloseButton aria-label={closeLabel} onClick={onClose} />
      </header>
      <div className={`${classes['content']} ${contentClass}`}>{children}</div>
    </aside>
  );
}
