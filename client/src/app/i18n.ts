import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import * as common from '@clapper/locales/common';
import * as errors from '@clapper/locales/errors';
import { withParticles } from '@clapper/locales/particles';
import { recall, remember } from './memory.ts';

export const LANGUAGES = ['ko', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

type Namespace = { en: Record<string, string>; ko: Record<string, string> };

const PARTICLES = { type: 'postProcessor', name: 'particles', process: withParticles } as const;

/** Flat keys with dots in them; the words of a page arrive with the page (see `addMessages`). */
export async function startTranslations(): Promise<void> {
  await i18next
    .use(initReactI18next)
    .use(PARTICLES)
    .init({
      lng: firstLanguage(),
      fallbackLng: 'en',
      defaultNS: 'common',
      ns: ['common', 'errors'],
      resources: {
        en: { common: common.en, errors: errors.en },
        ko: { common: common.ko, errors: errors.ko },
      },
      keySeparator: false,
      nsSeparator: ':',
      interpolation: { escapeValue: false }, // React escapes
      returnNull: false,
      postProcess: [PARTICLES.name],
    });
  document.documentElement.lang = i18next.language;
}

/** A page's words: the router loads them beside the page's code, before it is shown. */
export function addMessages(namespace: string, messages: Namespace): void {
  for (const language of LANGUAGES) i18next.addResourceBundle(language, namespace, messages[language]);
}

export async function chooseLanguage(language: Language): Promise<void> {
  remember('language', language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export function isLanguage(value: string | null | undefined): value is Language {
  return value === 'ko' || value === 'en';
}

function firstLanguage(): Language {
  const chosen = recall('language');
  if (isLanguage(chosen)) return chosen;
  const known = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage);
  return known ?? 'en';
}
