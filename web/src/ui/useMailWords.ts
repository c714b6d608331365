import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session';
import { type MailWords, mailWords } from './mailWords';
import './texts';

export function useMailWords(): MailWords {
  const { t } = useTranslation('ui');
  return mailWords(useSession().data?.installation.sendsMail === false, t);
}
