import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useProject } from '../project-context.tsx';
import { PAGE_ICONS, PHONE_PAGES } from './pages.ts';
import classes from './RailBar.module.css';

/** On a phone the rail lies at the thumb. */
export function RailBar() {
  const { t } = useTranslation();
  const { id } = useProject();
  return (
    <nav className={classes['bar']} aria-label={t('nav.label')}>
      {PHONE_PAGES.map((page) => {
        const Icon = PAGE_ICONS[page];
        return (
          <Link key={page} to={`/p/$project/${page}`} params={{ project: id }} className={classes['item']}>
            <Icon size={22} aria-hidden />
            <span>{t(`nav.${page}`)}</span>
          </Link>
        );
      })}
    </nav>
  );
}
