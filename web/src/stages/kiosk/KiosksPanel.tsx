import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { asking } from '../../ui/asking';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { FormDialog } from '../../ui/FormDialog';
import { StateTag } from '../../ui/StateTag';
import { useNow } from '../../ui/useNow';
import { useSaying } from '../../ui/useSaying';
import { useTimes } from '../../ui/useTimes';
import { isOnline } from './online';
import './panel.css';
import './texts';

type Kiosk = components['schemas']['Kiosk'];

/** Named apart from the fields of the site's form, which is on the same page. */
interface Typed {
  pairingCode: string;
  machineName?: string;
}

/** "Máy điểm cầu" on a site's page: its machines, pairing one by the code on its screen, and taking a key away. */
export function KiosksPanel({ siteId }: { siteId: string }) {
  const { t } = useTranslation('kiosk');
  const queries = useQueryClient();
  const saying = useSaying();
  const [isPairing, setPairing] = useState(false);
  const path = { path: { id: siteId } };
  const kiosks = useQuery({
    queryKey: ['kiosks', siteId],
    queryFn: () => answerOf(api.GET('/api/sites/{id}/kiosks', { params: path })),
    refetchInterval: refetchMs,
  });
  const changed = () => queries.invalidateQueries({ queryKey: ['kiosks', siteId] });
  const pair = useMutation({
    mutationFn: (typed: Typed) =>
      answerOf(
        api.POST('/api/sites/{id}/kiosks', {
          params: path,
          body: { code: typed.pairingCode, name: typed.machineName || null },
        }),
      ),
    onSuccess: ({ name }) => {
      setPairing(false);
      saying.done(t('panel.paired', { name }));
      return changed();
    },
  });
  const list = kiosks.data ?? [];
  return (
    <section className="panel" aria-labelledby="kiosks-title">
      <h2 id="kiosks-title">{t('panel.heading')}</h2>
      <ErrorNotice error={kiosks.error} onRetry={() => kiosks.refetch()} />
      <p className="site-note">{t('panel.lead', { address: `${window.location.host}/may-diem-cau` })}</p>
      {kiosks.data && list.length === 0 && <p className="site-note">{t('panel.none')}</p>}
      <ul className="kiosks-list">
        {list.map((kiosk) => (
          <Line key={kiosk.id} kiosk={kiosk} siteId={siteId} onRevoked={changed} />
        ))}
      </ul>
      <Button
        onClick={() => {
          pair.reset();
          setPairing(true);
        }}
      >
        {t('panel.pair')}
      </Button>
      {isPairing && (
        <FormDialog<Typed>
          title={t('panel.pair')}
          send={t('panel.submit')}
          pending={pair.isPending}
          error={pair.error}
          onFinish={(typed) => pair.mutate(typed)}
          onCancel={() => setPairing(false)}
        >
          <Form.Item
            className="kiosks-code"
            name="pairingCode"
            label={t('panel.code')}
            rules={[{ required: true, message: t('panel.code') }]}
          >
            <Input autoFocus autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={12} />
          </Form.Item>
          <Form.Item name="machineName" label={t('panel.name')} extra={t('panel.nameHint')}>
            <Input autoComplete="off" maxLength={100} />
          </Form.Item>
        </FormDialog>
      )}
    </section>
  );
}

const refetchMs = 15_000;

function Line({ kiosk, siteId, onRevoked }: { kiosk: Kiosk; siteId: string; onRevoked: () => Promise<void> }) {
  const { t } = useTranslation('kiosk');
  const times = useTimes();
  const saying = useSaying();
  const now = useNow(refetchMs);
  const revoke = () =>
    asking.ask({
      title: t('panel.revokeTitle', { name: kiosk.name }),
      content: t('panel.revokeText'),
      act: t('panel.revoke'),
      isDanger: true,
      isCareful: true,
      onAct: async () => {
        try {
          await answerOf(
            api.DELETE('/api/sites/{id}/kiosks/{kioskId}', { params: { path: { id: siteId, kioskId: kiosk.id } } }),
          );
          saying.done(t('panel.revoked', { name: kiosk.name }));
        } catch (error) {
          saying.refused(error);
        }
        await onRevoked();
      },
    });
  const online = isOnline(kiosk.lastSeenAt, now);
  return (
    <li>
      <span>
        <strong>{kiosk.name}</strong>{' '}
        <StateTag tone={online ? 'good' : kiosk.lastSeenAt ? 'bad' : 'waiting'}>
          {t(online ? 'panel.online' : kiosk.lastSeenAt ? 'panel.offline' : 'panel.never')}
        </StateTag>
      </span>
      <Button size="small" danger onClick={revoke}>
        {t('panel.revoke')}
      </Button>
      <p className="site-note">
        {t('panel.by', { at: times.dateTime(kiosk.pairedAt), by: kiosk.pairedBy })}
        {kiosk.lastSeenAt && (
          <>
            <br />
            {t('panel.seen', { at: times.dateTime(kiosk.lastSeenAt) })}
          </>
        )}
        {kiosk.version && (
          <>
            <br />
            {kiosk.version}
            {kiosk.screenWidth && kiosk.screenHeight && `, ${kiosk.screenWidth} × ${kiosk.screenHeight}`}
          </>
        )}
        {kiosk.devices.length > 0 && (
          <>
            <br />
            {kiosk.devices
              .map(({ label }) => label)
              .filter(Boolean)
              .join(', ')}
          </>
        )}
      </p>
    </li>
  );
}
