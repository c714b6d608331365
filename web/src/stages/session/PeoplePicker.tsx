import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { hasWords } from '../../ui/folded';
import { type Pass, type PersonToName, peopleQuery, useIssuePass } from './sessionQueries';

const capacities = ['operator', 'chair', 'secretary'] as const;

/** As many as fit beside a search; a province's roster is longer. */
const shownAtOnce = 12;

/** Who is on duty for the meeting, and the contacts of the units that hold it: named by a click. */
export function PeoplePicker({ meetingId, passes }: { meetingId: string; passes: readonly Pass[] }) {
  const { t } = useTranslation('session');
  const people = useQuery(peopleQuery(meetingId));
  const issue = useIssuePass(meetingId);
  const [search, setSearch] = useState('');
  if (!people.data) return <ErrorNotice error={people.error} />;
  if (people.data.length === 0) return <p className="session-hint">{t('people.none')}</p>;
  const found = people.data.filter((person) =>
    hasWords([person.name, person.position, person.from, person.phone].join(' '), search),
  );
  return (
    <div className="session-people">
      <h3>{t('people.title')}</h3>
      {people.data.length > shownAtOnce && (
        <Input
          allowClear
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      <ErrorNotice error={issue.error} />
      <ul className="session-list">
        {found.slice(0, shownAtOnce).map((person) => (
          <li key={`${person.name} ${person.phone} ${person.from}`}>
            <span className="session-name">
              {person.name}
              <em>{[person.position, person.phone].filter(Boolean).join(' · ')}</em>
            </span>
            <span className="session-line">
              {t(person.isOnDuty ? 'people.onDuty' : 'people.contact', { from: person.from ?? t('people.mcu') })}
            </span>
            <span className="session-choices">
              {capacities.map((capacity) => (
                <Button
                  key={capacity}
                  size="small"
                  disabled={isNamed(passes, person, capacity)}
                  loading={
                    issue.isPending && issue.variables.name === person.name && issue.variables.capacity === capacity
                  }
                  aria-label={t('people.nameAs', { name: person.name, capacity: t(`capacities.${capacity}`) })}
                  onClick={() => issue.mutate({ capacity, name: person.name, position: person.position })}
                >
                  {t(`capacities.${capacity}`)}
                </Button>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {found.length > shownAtOnce && (
        <p className="session-hint">{t('people.more', { count: found.length - shownAtOnce })}</p>
      )}
    </div>
  );
}

function isNamed(passes: readonly Pass[], person: PersonToName, capacity: (typeof capacities)[number]): boolean {
  return passes.some((pass) => pass.capacity === capacity && pass.name === person.name);
}
