import { useTranslation } from 'react-i18next';
import { chooseLanguage, LANGUAGES } from '../../app/i18n.ts';
import classes from './LanguageSwitch.module.css';

/** Each language in its own name. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <div className={classes['switch']} role="group" aria-label={t('language.label')}>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          className={classes['language']}
          aria-pressed={i18n.language === language}
          onClick={() => void chooseLanguage(language)}
        >
          {t(`language.${language}`)}
        </button>
      ))}
    </div>
  );
}
