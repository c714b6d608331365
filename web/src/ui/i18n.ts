import i18n, { type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

/**
 * Every part adds its namespace: `declare module '../../ui/i18n' { interface Texts { rooms: typeof vi } }`
 * and calls `addTexts('rooms', { vi, en })` when it is loaded, so that a page fetches its own texts only.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging, so that keys are checked by the compiler.
export interface Texts {}

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: Texts;
    defaultNS: never;
    returnNull: false;
  }
}

export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

/** The same keys as in Vietnamese, with other words. */
export type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };

const kept = 'diemcau.language';

function isLanguage(value: unknown): value is Language {
  return (languages as readonly unknown[]).includes(value);
}

function chosen(): Language | null {
  const value = globalThis.localStorage?.getItem(kept);
  return isLanguage(value) ? value : null;
}

/** The first of the reader's languages that we have; null: none of them. */
export function languageOfBrowser(
  languages: readonly string[] = globalThis.navigator?.languages ?? [],
): Language | null {
  for (const wanted of languages) {
    const language = wanted.toLowerCase().split('-')[0];
    if (isLanguage(language)) return language;
  }
  return null;
}

export const texts: I18n = i18n.createInstance();
void texts.use(initReactI18next).init({
  lng: chosen() ?? languageOfBrowser() ?? 'vi',
  fallbackLng: 'vi',
  supportedLngs: [...languages],
  resources: {},
  partialBundledLanguages: true,
  initAsync: false,
  // React escapes what it renders.
  interpolation: { escapeValue: false },
  react: { useSuspense: false, bindI18nStore: 'added' },
});

export function addTexts<Name extends keyof Texts>(
  name: Name,
  words: { vi: Texts[Name]; en: Translated<Texts[Name]> },
): void {
  for (const language of languages) texts.addResourceBundle(language, name, words[language]);
}

/** The reader's own choice; kept in this browser. */
export function chooseLanguage(language: Language): void {
  globalThis.localStorage?.setItem(kept, language);
  void texts.changeLanguage(language);
}

/** The installation's language counts for those who have chosen none and whose browser has none of ours. */
export function offerLanguage(language: string): void {
  if (!chosen() && !languageOfBrowser() && isLanguage(language) && language !== texts.language)
    void texts.changeLanguage(language);
}

function showLanguage(language: string): void {
  if (typeof document !== 'undefined') document.documentElement.lang = language;
}
showLanguage(texts.language);
texts.on('languageChanged', showLanguage);
