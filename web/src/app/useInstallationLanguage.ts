import { useEffect } from 'react';
import { useSession } from '../api/session';
import { offerLanguage } from '../ui/i18n';

/** Offers the installation's language as soon as it is known. */
export function useInstallationLanguage(): void {
  const language = useSession().data?.installation.language;
  useEffect(() => {
    if (language) offerLanguage(language);
  }, [language]);
}
