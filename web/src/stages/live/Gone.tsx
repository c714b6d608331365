import { useTranslation } from 'react-i18next';
import type { Phase } from '../../rtc/conferenceState';
import { BrandMark } from '../../ui/BrandMark';
import { HelpLine } from '../../ui/HelpLine';
import { LanguageSwitch } from '../../ui/LanguageSwitch';

interface GoneProps {
  phase: Extract<Phase, { name: 'gone' }>;
  /** Back to the lobby, where name and devices are as they were. */
  onRejoin: () => void;
}

export function Gone({ phase, onRejoin }: GoneProps) {
  const { t } = useTranslation('live');
  return (
    <main className="hall-page">
      <BrandMark className="mark" />
      <div role="status">
        <h1>{t(`gone.${phase.how}`)}</h1>
      </div>
      <p>{phase.problem?.detail || t(`gone.${phase.how}Text`)}</p>
      <div className="actions">
        <button type="button" className="hall-button" data-look="primary" onClick={onRejoin}>
          {t('gone.rejoin')}
        </button>
        <a className="hall-button" href="/">
          {t('gone.home')}
        </a>
      </div>
      <LanguageSwitch />
      <HelpLine />
    </main>
  );
}
