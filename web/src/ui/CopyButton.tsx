import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { CheckIcon, CopyIcon } from './icons';
import './texts';
import { sayings } from './sayings';

/** Copies a text and says so in the button itself for a while. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation('ui');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => sayings.say({ kind: 'error', text: t('copyFailed'), seconds: 5 }),
    );
  };
  return (
    <Button icon={copied ? <CheckIcon /> : <CopyIcon />} onClick={copy} aria-live="polite">
      {copied ? t('copied') : (label ?? t('copy'))}
    </Button>
  );
}
