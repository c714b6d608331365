import type { TFunction } from 'i18next';

/** What somebody needs to come in. */
export interface Invited {
  name: string;
  unitName: string | null;
  /** ISO; null: not planned. */
  startsAt: string | null;
  link: string;
  /** Of a registered meeting, typed at the door; null: the link is enough. */
  number: number | null;
  /** Null: those who ask for the text may not read it. */
  password: string | null;
  /** Whether a password is asked for. */
  hasPassword: boolean;
  support: { name: string | null; phone?: string | null | undefined } | null;
}

/**
 * A message to paste into Zalo or a mail: plain lines, one fact each.
 * @param time an instant in the reader's words
 */
export function invitationText(to: Invited, t: TFunction<'ui'>, time: (instant: string) => string): string {
  const lines = [
    t('invitation.title'),
    t('invitation.name', { name: to.name }),
    to.unitName && t('invitation.unit', { unit: to.unitName }),
    to.startsAt && t('invitation.time', { time: time(to.startsAt) }),
    t('invitation.link', { link: to.link }),
    to.number !== null && t('invitation.number', { number: to.number }),
    to.password
      ? t('invitation.password', { password: to.password })
      : to.hasPassword && t('invitation.passwordElsewhere'),
    to.support?.phone &&
      t('invitation.support', { contact: [to.support.name, to.support.phone].filter(Boolean).join(' – ') }),
  ];
  return lines.filter(Boolean).join('\n');
}
