import { useTranslation } from 'react-i18next';
import type { SupportContact } from '../api/rememberedContacts';
import { telephoneOf, zaloOf } from './calling';
import './HelpLine.css';
import './texts';

interface HelpListProps {
  /** The chapter's address. */
  guide: string;
  contacts: readonly SupportContact[];
}

/** The guide and whom to call. It asks nobody, so that it is shown whatever else is broken. */
export function HelpList({ guide, contacts }: HelpListProps) {
  const { t } = useTranslation('ui');
  return (
    <aside className="help-line no-print" aria-label={t('help')}>
      <a href={guide} target="_blank" rel="noopener" title={t('guideHint')}>
        {t('guide')}
      </a>
      {contacts.length > 0 && (
        <ul>
          {contacts.map(({ name, purpose, phone, zalo }) => (
            <li key={`${name} ${phone} ${zalo}`}>
              <span>
                <strong>{name}</strong>
                {purpose && ` – ${purpose}`}
              </span>
              {phone && <a href={telephoneOf(phone)}>{phone}</a>}
              {zalo && (
                <a href={zaloOf(zalo)} target="_blank" rel="noopener noreferrer">
                  Zalo
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </aside>
  );
}
