import { Modal } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { createStore, useStore } from '../../app/store.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import classes from './KeyboardHelp.module.css';

const opened = createStore(false);

export function openKeyboardHelp(): void {
  opened.set(true);
}

const MOD = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';

/** Keys pressed together are one group; groups are pressed one after the other. */
const SECTIONS = [
  {
    title: 'keyboard.anywhere',
    keys: [
      ['keyboard.help', [['?']]],
      ['keyboard.plan', [['G'], ['P']]],
      ['keyboard.board', [['G'], ['B']]],
      ['keyboard.members', [['G'], ['M']]],
      ['keyboard.settings', [['G'], ['S']]],
      ['keyboard.undo', [[MOD, 'Z']]],
      ['keyboard.redo', [[MOD, 'Shift', 'Z']]],
      ['keyboard.close', [['Esc']]],
    ],
  },
  {
    title: 'keyboard.planSection',
    keys: [
      ['keyboard.slash', [['/']]],
      ['keyboard.find', [[MOD, 'F']]],
      [
        'keyboard.moveBlock',
        [
          ['Alt', 'Shift', '↑'],
          ['Alt', 'Shift', '↓'],
        ],
      ],
    ],
  },
  {
    title: 'keyboard.boardSection',
    keys: [
      ['keyboard.edit', [['Enter']]],
      ['keyboard.next', [['Tab']]],
      [
        'keyboard.moveShot',
        [
          ['Alt', '↑'],
          ['Alt', '↓'],
        ],
      ],
      ['keyboard.duplicate', [[MOD, 'D']]],
      ['keyboard.remove', [['Del']]],
    ],
  },
] as const;

/** `?` shows the keys. */
export function KeyboardHelp() {
  const { t } = useTranslation();
  return (
    <Modal
      opened={useStore(opened)}
      onClose={() => opened.set(false)}
      title={t('keyboard.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={680}
    >
      <div className={classes['sections']}>
        {SECTIONS.map(({ title, keys }) => (
          <section key={title} aria-label={t(title)}>
            <h3 className={classes['title']}>{t(title)}</h3>
            <dl className={classes['keys']}>
              {keys.map(([name, groups]) => (
                <Fragment key={name}>
                  <dt>{t(name)}</dt>
                  <dd>
                    {groups.map((group) => (
                      <span key={group.join()} className={classes['group']}>
                        {group.map((key) => (
                          <Kbd key={key}>{key}</Kbd>
                        ))}
                      </span>
                    ))}
                  </dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
