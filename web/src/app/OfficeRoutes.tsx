import { useTranslation } from 'react-i18next';
export function OfficeRoutes() {
  const { t } = useTranslation('app');
  return <h1>{t('notFound.title')}</h1>;
}
