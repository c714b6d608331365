import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session';
import './texts';

/** What is said of mails, which is true where no mail can leave, too. */
export interface MailWords {
  /** After an act that sends mails: its words, or that the mails are kept. */
  sent: (words: string) => string;
  /** Before one: its words, and that no mail will leave. */
  will: (words: string) => string;
}

export function useMailWords(): MailWords {
  const { t } = useTranslation('ui');
  const isMailOff = useSession().data?.installation.sendsMail === false;
  return isMailOff
    ? { sent: () => t('act.kept'), will: (words) => `${words} ${t('act.mailOff')}` }
    : { sent: (words) => words, will: (words) => words };
}
