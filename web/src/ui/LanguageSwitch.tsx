import { useTranslation } from 'react-i18next';
import { chooseLanguage, type Language, languages } from './i18n';
import './LanguageSwitch.css';
import './texts';

const names: Record<Language, string> = { vi: 'Tiếng Việt', en: 'English' };

/** Each language is named in itself, so that whoever needs it can read it. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation('ui');
  return (
    <fieldset className="language-switch" aria-label={t('language')}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          aria-label={names[language]}
          title={names[language]}
          onClick={() => chooseLanguage(language)}
        >
          {language.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}
