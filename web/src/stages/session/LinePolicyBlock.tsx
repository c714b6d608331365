import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { linePolicies, linePolicyQuery, useChangeLinePolicy } from './sessionQueries';

/** By which lines the sites may take part; whoever directs the meeting may make it stricter than the installation's rule. */
export function LinePolicyBlock({ meetingId }: { meetingId: string }) {
  const { t } = useTranslation('session');
  const query = useQuery(linePolicyQuery(meetingId));
  const change = useChangeLinePolicy(meetingId);
  const rule = query.data;
  if (!rule) return null;
  const asInstallation = 'installation' as const;
  const stricter = linePolicies.slice(linePolicies.indexOf(rule.installation) + 1);
  return (
    <section className="panel" aria-labelledby="session-lines">
      <h2 id="session-lines">{t('linePolicy.title')}</h2>
      <p>
        <strong>{t(`linePolicy.${rule.policy}`)}</strong>
        {rule.own !== null && rule.changedBy && ` · ${t('linePolicy.by', { name: rule.changedBy })}`}
      </p>
      <p className="session-hint">{t(`linePolicy.hints.${rule.policy}`)}</p>
      {rule.mayChange && stricter.length > 0 && (
        <Select
          aria-label={t('linePolicy.choose')}
          className="session-policy"
          value={rule.own !== null && stricter.includes(rule.own) ? rule.own : asInstallation}
          loading={change.isPending}
          onChange={(chosen) => change.mutate(chosen === asInstallation ? null : chosen)}
          options={[
            {
              value: asInstallation,
              label: t('linePolicy.asInstallation', { rule: t(`linePolicy.${rule.installation}`) }),
            },
            ...stricter.map((policy) => ({ value: policy, label: t(`linePolicy.${policy}`) })),
          ]}
        />
      )}
      {rule.mayChange && stricter.length === 0 && <p className="session-hint">{t('linePolicy.strictest')}</p>}
      <ErrorNotice error={change.error} />
    </section>
  );
}
