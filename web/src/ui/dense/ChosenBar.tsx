import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './chosenBar.css';
import '../texts';

interface ChosenBarProps {
  count: number;
  /** The acts that may be done to what is chosen, each with the number that it would be done to. */
  children: ReactNode;
  onClear: () => void;
}

/** How many lines are chosen, and what can be done to all of them; stays in sight while one goes on choosing. */
export function ChosenBar({ count, children, onClear }: ChosenBarProps) {
  const { t } = useTranslation('ui');
  if (count === 0) return null;
  return (
    <section className="chosen-bar no-print" aria-label={t('dense.chosen', { count })}>
      <strong role="status">{t('dense.chosen', { count })}</strong>
      {children}
      <Button type="text" onClick={onClear}>
        {t('dense.clear')}
      </Button>
    </section>
  );
}
