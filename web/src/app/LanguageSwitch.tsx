import { useTranslation } from 'react-i18next';
import { chooseLanguage, type Language, languages } from '../ui/i18n';
import './LanguageSwitch.css';

const names: Record<Language, string> = { vi: 'Tiếng Việt', en: 'English' };

/** Each language is named in itself, so that whoever needs it can read it. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation('app');
  return (
    <fieldset className="language-switch">
      <legend className="visually-hidden">{t('language')}</legend>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          title={names[language]}
          onClick={() => chooseLanguage(language)}
        >
          <span aria-hidden="true">{language.toUpperCase()}</span>
          <span className="visually-hidden">{names[language]}</span>
        </button>
      ))}
    </fieldset>
  );
}
