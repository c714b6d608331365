import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from '../../ui/Button';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { DoneIcon } from '../../ui/icons';
import { PageSection } from '../../ui/PageSection';
import { Waiting } from '../../ui/Waiting';
import { type SetUpStep, setUpQuery } from './homeQueries';

/** Where a step is done; the others are settings of the server, which no page changes. */
const pages: Partial<Record<SetUpStep['topic'], string>> = {
  mail: '/quan-tri/thu-giu-lai',
  secondFactor: '/tai-khoan',
  mailDomains: '/quan-tri/ten-mien-thu',
  units: '/quan-tri/don-vi',
  sites: '/diem-cau',
  networks: '/quan-tri/dai-dia-chi',
  capacity: '/quan-tri/may-chu',
};

/** Of this browser: whoever has put the list away finds its heading, folded. */
const putAwayKey = 'diemcau.set-up.put-away';

/** An administrator's first day: what is to be set up before units can work here, to be ticked off. Nothing once all is done. */
export function SetUpList() {
  const { t } = useTranslation('home');
  const query = useQuery(setUpQuery);
  const [putAway, setPutAway] = useState(() => localStorage.getItem(putAwayKey) !== null);
  const steps = query.data ?? [];
  const done = steps.filter((step) => step.isDone).length;
  if (query.data && done === steps.length) return null;
  const fold = (away: boolean) => {
    if (away) localStorage.setItem(putAwayKey, '1');
    else localStorage.removeItem(putAwayKey);
    setPutAway(away);
  };
  return (
    <PageSection
      id="set-up"
      title={query.data ? t('setUp.titleOf', { done, all: steps.length }) : t('setUp.title')}
      more={
        query.data && (
          <Button
            kind="words"
            isSmall
            aria-expanded={!putAway}
            aria-controls="set-up-steps"
            onClick={() => fold(!putAway)}
          >
            {putAway ? t('setUp.unfold') : t('setUp.fold')}
          </Button>
        )
      }
    >
      <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
      {query.isPending && <Waiting rows={4} />}
      <ol id="set-up-steps" className="set-up" hidden={putAway || !query.data}>
        {steps.map((step) => (
          <Step key={step.topic} {...step} />
        ))}
      </ol>
      {!putAway && steps.some((step) => step.topic === 'units' && !step.isDone) && (
        <p className="set-up-hint">{t('setUp.demonstration')}</p>
      )}
    </PageSection>
  );
}

function Step({ topic, isDone, count }: SetUpStep) {
  const { t } = useTranslation('home');
  const page = pages[topic];
  const name = t(`setUp.${topic}.name`);
  return (
    <li className={isDone ? 'is-done' : undefined}>
      <span className="set-up-tick">{isDone && <DoneIcon />}</span>
      <div>
        {page ? <Link to={page}>{name}</Link> : <b>{name}</b>}
        <span className="visually-hidden">{isDone ? t('setUp.isDone') : t('setUp.isOpen')}</span>
        <p>{isDone ? t(`setUp.${topic}.done`, { count: count ?? 0 }) : t(`setUp.${topic}.open`)}</p>
      </div>
    </li>
  );
}
