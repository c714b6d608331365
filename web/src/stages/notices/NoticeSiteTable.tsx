import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DenseColumn, DenseList } from '../../ui/dense/DenseList';
import { StateTag } from '../../ui/StateTag';
import { useTimes } from '../../ui/useTimes';
import type { NoticeSite, NoticeState } from './noticeQueries';

const tones = { unsent: 'plain', sent: 'waiting', seen: 'blue', acknowledged: 'good' } as const;

interface NoticeSiteTableProps {
  sites: readonly NoticeSite[];
  /** STT of the first row, less one. */
  before: number;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
  onRemind: (siteId: string, name: string) => void;
}

/** The sites with their states, one line each; those that have not confirmed may be chosen to be reminded. */
export function NoticeSiteTable({ sites, before, chosen, onChoose, onRemind }: NoticeSiteTableProps) {
  const { t } = useTranslation('notices');
  const nodes = useMemo(() => sites.map((site) => ({ key: site.siteId, row: site })), [sites]);
  const remind = (site: NoticeSite) =>
    site.state === 'sent' && (
      <Button
        size="small"
        aria-label={`${t('readers.remindOne')}: ${site.siteName}`}
        onClick={() => onRemind(site.siteId, site.siteName)}
      >
        {t('readers.remindOne')}
      </Button>
    );
  const columns: DenseColumn<NoticeSite>[] = [
    {
      key: 'index',
      title: t('readers.index'),
      width: '4rem',
      align: 'right',
      render: (_, index) => before + index + 1,
    },
    { key: 'site', title: t('readers.site'), render: ({ siteName }) => siteName },
    { key: 'state', title: t('readers.state'), width: '10rem', render: ({ state }) => <State state={state} /> },
    { key: 'when', title: t('readers.when'), width: '20rem', from: 'xl', render: (site) => <When site={site} /> },
    { key: 'words', title: t('readers.remark'), render: (site) => <Words site={site} /> },
    {
      key: 'remind',
      title: <span className="visually-hidden">{t('readers.remindOne')}</span>,
      width: '6rem',
      align: 'right',
      render: remind,
    },
  ];
  return (
    <DenseList<NoticeSite>
      label={t('readers.title')}
      nodes={nodes}
      columns={columns}
      chosen={chosen}
      onChoose={onChoose}
      mayChoose={mayRemind}
      narrow={(site) => (
        <span className="notice-line">
          <span className="dense-two">
            <b>{site.siteName}</b>
            <span className="dense-line">
              <State state={site.state} />
              <Words site={site} />
            </span>
          </span>
          {remind(site)}
        </span>
      )}
    />
  );
}

/** It has got the notice and has not confirmed. */
function mayRemind({ state }: NoticeSite): boolean {
  return state === 'sent' || state === 'seen';
}

function State({ state }: { state: NoticeState }) {
  const { t } = useTranslation('notices');
  return <StateTag tone={tones[state]}>{t(`states.${state}`)}</StateTag>;
}

function When({ site }: { site: NoticeSite }) {
  const { t } = useTranslation('notices');
  const times = useTimes();
  const at = site.acknowledgedAt ?? site.seenAt ?? site.sentAt;
  return [
    at && times.dateTime(at),
    site.remindedAt && t('readers.remindedAt', { time: times.dateTime(site.remindedAt) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function Words({ site }: { site: NoticeSite }) {
  const { t } = useTranslation('notices');
  const words = [site.acknowledgedBy ?? site.seenBy, site.remark].filter(Boolean).join(' · ');
  return (
    <span className="dense-line" title={words}>
      {!site.hasMailbox && <StateTag tone="bad">{t('readers.noMailbox')}</StateTag>}
      <span>{words}</span>
    </span>
  );
}
