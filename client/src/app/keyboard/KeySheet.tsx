import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { BOARD_KEYS } from '../../features/board/board-keys.ts';
import { CALENDAR_KEYS } from '../../features/calendar/calendar-keys.ts';
import { DRAWING_KEYS } from '../../features/drawing/drawing-keys.ts';
import { INBOX_KEYS } from '../../features/inbox/inbox-keys.ts';
import { PLAN_KEYS } from '../../features/plan/plan-keys.ts';
import { REVIEW_KEYS } from '../../features/review/review-keys.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { MOD } from '../../ui/mod-key.ts';
import classes from './KeySheet.module.css';

interface KeyLine {
  label: string;
  keys: readonly string[];
  /** Pressed one after the other, not together. */
  sequence?: boolean;
}

export default function KeySheet() {
  const { t } = useTranslation();
  const { t: plan } = useTranslation('plan');
  const { t: board } = useTranslation('board');
  const { t: calendar } = useTranslation('calendar');
  const { t: drawing } = useTranslation('drawing');
  const { t: inbox } = useTranslation('inbox');
  const { t: review } = useTranslation('review');
  const anywhere: KeyLine[] = [
    { label: t('keyboard.find'), keys: ['Mod', 'K'] },
    { label: t('keyboard.help'), keys: ['?'] },
    { label: t('keyboard.overview'), keys: ['G', 'O'], sequence: true },
    { label: t('keyboard.plan'), keys: ['G', 'P'], sequence: true },
    { label: t('keyboard.board'), keys: ['G', 'B'], sequence: true },
    { label: t('keyboard.review'), keys: ['G', 'R'], sequence: true },
    { label: t('keyboard.calendar'), keys: ['G', 'C'], sequence: true },
    { label: t('keyboard.activity'), keys: ['G', 'A'], sequence: true },
    { label: t('keyboard.members'), keys: ['G', 'M'], sequence: true },
    { label: t('keyboard.settings'), keys: ['G', 'S'], sequence: true },
    { label: t('keyboard.close'), keys: ['Esc'] },
  ];
  return (
    <div className={classes['sections']}>
      <Section title={t('keyboard.anywhere')} lines={anywhere} />
      <Section
        title={t('nav.plan')}
        lines={PLAN_KEYS.map(({ label, keys }) => ({ label: plan(label), keys }))}
      />
      <Section
        title={t('nav.board')}
        lines={BOARD_KEYS.map(({ label, keys }) => ({ label: board(label), keys }))}
      />
      <Section
        title={t('nav.calendar')}
        lines={CALENDAR_KEYS.map(({ label, keys }) => ({ label: calendar(label), keys }))}
      />
      <Section
        title={t('nav.review')}
        lines={REVIEW_KEYS.map(({ label, keys }) => ({ label: review(label), keys }))}
      />
      <Section
        title={inbox('title')}
        lines={INBOX_KEYS.map(({ label, keys }) => ({ label: inbox(label), keys }))}
      />
      <Section
        title={drawing('key.title')}
        lines={DRAWING_KEYS.map(({ label, keys }) => ({ label: drawing(label), keys }))}
      />
    </div>
  );
}

function Section({ title, lines }: { title: string; lines: readonly KeyLine[] }) {
  return (
    <section aria-label={title}>
      <h3 className={classes['title']}>{title}</h3>
      <dl className={classes['keys']}>
        {lines.map(({ label, keys, sequence }) => (
          <Fragment key={`${label} ${keys.join()}`}>
            <dt>{label}</dt>
            <dd data-sequence={sequence === true || undefined}>
              {keys.map((key) => (
                <Kbd key={key}>{key === 'Mod' ? MOD : key}</Kbd>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
