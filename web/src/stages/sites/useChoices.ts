import { useTranslation } from 'react-i18next';
import type { vi } from './texts.vi';

/** Options of a Select, in the given order and in the reader's words. */
export function useChoices() {
  const { t } = useTranslation('sites');
  return (...values: (keyof typeof vi.values)[]) => values.map((value) => ({ value, label: t(`values.${value}`) }));
}
