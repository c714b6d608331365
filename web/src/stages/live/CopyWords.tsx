import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckIcon } from '../../ui/icons';
import { LinkIcon } from './icons';

/** Copies words and says so in the button itself for a while. */
export function CopyWords({ words, label, primary = false }: { words: string; label: string; primary?: boolean }) {
  const { t } = useTranslation('live');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <button
      type="button"
      className="hall-button"
      data-look={primary ? 'primary' : undefined}
      aria-live="polite"
      onClick={() =>
        void navigator.clipboard
          .writeText(words)
          .then(() => setCopied(true))
          .catch(() => undefined)
      }
    >
      {copied ? <CheckIcon /> : <LinkIcon />}
      {copied ? t('tile.copied') : label}
    </button>
  );
}
