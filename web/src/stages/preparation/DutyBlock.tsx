import { CheckOutlined, CloseOutlined, EditOutlined, PhoneOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { StateTag } from '../../ui/StateTag';
import { useTimes } from '../../ui/useTimes';
import { PersonForm } from './PersonForm';
import { type DutyPerson, type Station, useWriteDuty } from './preparationQueries';
import { isSame, toggled } from './stations';

const roles = ['leader', 'technician'] as const;

/** Who is on duty: a touch takes one of the site's contacts, anybody else is typed. Each change is saved at once. */
export function DutyBlock({ meetingId, station }: { meetingId: string; station: Station }) {
  const { t } = useTranslation('preparation');
  const times = useTimes();
  const write = useWriteDuty({ meetingId, siteId: station.siteId ?? null });
  const save = (people: readonly DutyPerson[], onSaved?: () => void) =>
    write.mutate({ version: station.version, people }, { onSuccess: onSaved });
  const missing = station.role === 'mcu' ? t('duty.missingMcu') : t('duty.missing');
  return (
    <section className="preparation-duty" aria-label={t('duty.title')}>
      <h3>{t('duty.title')}</h3>
      <p className="preparation-note">
        {station.hasRoster ? <StateTag tone="good">{t('duty.enough')}</StateTag> : missing}
      </p>
      <ErrorNotice error={write.error} />
      {roles.map((role) => (
        <RoleBlock key={role} role={role} station={station} isSaving={write.isPending} onSave={save} />
      ))}
      {station.changedAt && (
        <p className="preparation-note">
          {t('duty.changed', { by: station.changedBy ?? '', time: times.dateTime(station.changedAt) })}
        </p>
      )}
    </section>
  );
}

interface RoleBlockProps {
  role: DutyPerson['role'];
  station: Station;
  isSaving: boolean;
  onSave: (people: readonly DutyPerson[], onSaved?: () => void) => void;
}

function RoleBlock({ role, station, isSaving, onSave }: RoleBlockProps) {
  const { t } = useTranslation('preparation');
  const [editing, setEditing] = useState<DutyPerson | 'new' | null>(null);
  const people = station.people.filter((person) => person.role === role);
  const others = station.contacts.filter(
    (contact) => contact.role === role && !people.some((person) => isSame(person, contact)),
  );
  const without = (gone: DutyPerson) => station.people.filter((person) => person !== gone);
  return (
    <fieldset className="preparation-role">
      <legend>{t(`duty.${role}`)}</legend>
      {people.length === 0 && others.length === 0 && !station.mayWrite && <p>{t('duty.nobody')}</p>}
      <ul>
        {people.map((person) => (
          <li key={`${person.name} ${person.phone}`} className="preparation-person is-chosen">
            <CheckOutlined aria-hidden />
            <PersonWords person={person} />
            {person.phone && (
              <a href={`tel:${person.phone.replaceAll(' ', '')}`} aria-label={t('duty.call', { name: person.name })}>
                <PhoneOutlined aria-hidden />
              </a>
            )}
            {station.mayWrite && (
              <>
                <Button
                  type="text"
                  icon={<EditOutlined aria-hidden />}
                  aria-label={t('duty.edit', { name: person.name })}
                  onClick={() => setEditing(person)}
                />
                <Button
                  type="text"
                  icon={<CloseOutlined aria-hidden />}
                  aria-label={t('duty.remove', { name: person.name })}
                  disabled={isSaving}
                  onClick={() => onSave(without(person))}
                />
              </>
            )}
          </li>
        ))}
        {others.map((contact) => (
          <li key={`${contact.name} ${contact.phone}`}>
            <button
              type="button"
              className="preparation-person"
              disabled={isSaving}
              onClick={() => onSave(toggled(station.people, contact))}
            >
              <PlusOutlined aria-hidden />
              <PersonWords person={contact} />
            </button>
          </li>
        ))}
      </ul>
      {station.mayWrite && editing === null && (
        <Button onClick={() => setEditing('new')}>
          {t(role === 'leader' ? 'duty.addLeader' : 'duty.addTechnician')}
        </Button>
      )}
      {editing !== null && (
        <PersonForm
          role={role}
          person={editing === 'new' ? null : editing}
          isSaving={isSaving}
          onCancel={() => setEditing(null)}
          onSave={(person) =>
            onSave([...(editing === 'new' ? station.people : without(editing)), person], () => setEditing(null))
          }
        />
      )}
    </fieldset>
  );
}

function PersonWords({ person }: { person: DutyPerson }) {
  return (
    <span className="preparation-person-words">
      <strong>{person.name}</strong>
      <small>{[person.position, person.phone, person.zalo && `Zalo ${person.zalo}`].filter(Boolean).join(' · ')}</small>
    </span>
  );
}
