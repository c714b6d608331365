import type { TFunction } from 'i18next';

/** What is said of mails, which is true where no mail can leave, too. */
export interface MailWords {
  /** After an act that sends mails: its words, or that the mails are kept. */
  sent: (words: string) => string;
  /** Before one: its words, and that no mail will leave. */
  will: (words: string) => string;
}

export function mailWords(isMailOff: boolean, t: TFunction<'ui'>): MailWords {
  return isMailOff
    ? { sent: () => t('act.kept'), will: (words) => `${words} ${t('act.mailOff')}` }
    : { sent: (words) => words, will: (words) => words };
}
