import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { type DenseColumn, DenseList } from '../../ui/dense/DenseList';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { StateTag } from '../../ui/StateTag';
import { useTimes } from '../../ui/useTimes';
import { HelpQueuePanel } from './HelpQueuePanel';
import './texts';

type KioskHealth = components['schemas']['KioskHealth'];

const refetchMs = 15_000;
const tones = { red: 'bad', amber: 'waiting', green: 'good' } as const;

/** `/cac-may-diem-cau`: all kiosks at a glance, those that need somebody first. */
export function KiosksPage() {
  const { t } = useTranslation('kiosk');
  const kiosks = useQuery({
    queryKey: ['kiosk-health'],
    queryFn: () => answerOf(api.GET('/api/kiosks')),
    refetchInterval: refetchMs,
  });
  const list = kiosks.data ?? [];
  const count = (trust: KioskHealth['trust']) => list.filter((kiosk) => kiosk.trust === trust).length;
  return (
    <>
      <PageHeader
        title={t('health.title')}
        lead={
          list.length > 0 &&
          t('health.lead', { count: list.length, green: count('green'), amber: count('amber'), red: count('red') })
        }
      />
      <HelpQueuePanel />
      <ErrorNotice error={kiosks.error} onRetry={() => kiosks.refetch()} />
      {kiosks.isPending && <Skeleton active />}
      {kiosks.data && list.length === 0 && <EmptyState title={t('health.none')} text={t('health.noneText')} />}
      {list.length > 0 && <Table kiosks={list} />}
    </>
  );
}

function Table({ kiosks }: { kiosks: readonly KioskHealth[] }) {
  const { t } = useTranslation('kiosk');
  const times = useTimes();
  const navigate = useNavigate();
  const nodes = useMemo(() => kiosks.map((kiosk) => ({ key: kiosk.id, row: kiosk })), [kiosks]);
  const seen = ({ lastSeenAt }: KioskHealth) => (lastSeenAt ? times.dateTime(lastSeenAt) : t('panel.never'));
  const columns: DenseColumn<KioskHealth>[] = [
    { key: 'site', title: t('health.site'), render: (kiosk) => <SiteLink kiosk={kiosk} /> },
    { key: 'unit', title: t('health.unit'), width: '18%', from: 'lg', render: ({ unitName }) => unitName },
    { key: 'trust', title: t('health.state'), width: '8.5rem', render: (kiosk) => <Trust kiosk={kiosk} /> },
    { key: 'why', title: t('health.why'), width: '24%', render: (kiosk) => <Why kiosk={kiosk} /> },
    {
      key: 'line',
      title: t('line.label'),
      width: '8rem',
      from: 'lg',
      render: ({ line }) => t(`line.${line ?? 'unknown'}`),
    },
    { key: 'seen', title: t('health.seen'), width: '11rem', render: seen },
    { key: 'name', title: t('health.machine'), width: '14%', from: 'xxl', render: ({ name }) => name },
  ];
  return (
    <DenseList<KioskHealth>
      label={t('health.title')}
      nodes={nodes}
      columns={columns}
      onOpen={({ siteId }) => void navigate(`/diem-cau/${siteId}`)}
      narrow={(kiosk) => (
        <span className="dense-two">
          <SiteLink kiosk={kiosk} />
          <span className="dense-line">
            <Trust kiosk={kiosk} />
            <Why kiosk={kiosk} />
          </span>
        </span>
      )}
    />
  );
}

function SiteLink({ kiosk }: { kiosk: KioskHealth }) {
  return (
    <Link to={`/diem-cau/${kiosk.siteId}`} title={kiosk.siteName}>
      {kiosk.siteName}
    </Link>
  );
}

function Trust({ kiosk }: { kiosk: KioskHealth }) {
  const { t } = useTranslation('kiosk');
  return <StateTag tone={tones[kiosk.trust]}>{t(`health.trust.${kiosk.trust}`)}</StateTag>;
}

function Why({ kiosk }: { kiosk: KioskHealth }) {
  const { t } = useTranslation('kiosk');
  const times = useTimes();
  const words = kiosk.troubles.map((trouble) =>
    trouble === 'devicesChanged' && kiosk.devicesChangedAt
      ? t('health.trouble.devicesChanged', { at: times.dateTime(kiosk.devicesChangedAt) })
      : t(`health.trouble.${trouble}`),
  );
  return <span title={words.join('; ')}>{words.join('; ')}</span>;
}
