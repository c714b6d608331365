import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '../ui/EmptyState';
import { HelpLine } from '../ui/HelpLine';
import { PageTitle } from '../ui/PageTitle';

export function NotFoundPage() {
  const { t } = useTranslation('app');
  return (
    <main className="not-found">
      <PageTitle>{t('notFound.title')}</PageTitle>
      <EmptyState
        headingLevel={1}
        title={t('notFound.title')}
        text={t('notFound.text')}
        action={
          <Link to="/" className="button-link is-primary">
            {t('notFound.home')}
          </Link>
        }
      />
      <HelpLine />
    </main>
  );
}
