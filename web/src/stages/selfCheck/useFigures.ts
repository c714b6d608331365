import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Figures as the reader's language writes them. */
export function useFigures() {
  const { language } = useTranslation('selfCheck').i18n;
  return useMemo(() => {
    const format = (options: Intl.NumberFormatOptions) => {
      const made = new Intl.NumberFormat(language, options);
      return (value: number): string => made.format(value).replace('-', '−');
    };
    return {
      whole: format({ maximumFractionDigits: 0 }),
      one: format({ maximumFractionDigits: 1 }),
      percent: format({ style: 'percent', maximumFractionDigits: 1 }),
    };
  }, [language]);
}
