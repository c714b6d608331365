import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useSaying } from '../../ui/useSaying';
import { CheckHistory } from './CheckHistory';
import {
  type CheckedSite,
  type CheckItem,
  type CheckResult,
  siteChecksQuery,
  useCheckSite,
  useStartRun,
} from './checkQueries';

interface ItemDialogProps {
  meetingId: string;
  site: CheckedSite;
  /** Null: the site as a whole. */
  item: CheckItem | null;
  onClose: () => void;
}

/** One item of a site: what is wrong and what to do, the answer in three words, and all that was found before with its evidence. */
export function ItemDialog({ meetingId, site, item, onClose }: ItemDialogProps) {
  const { t } = useTranslation('technicalCheck');
  const say = useSaying();
  const checks = useQuery(siteChecksQuery(meetingId, site.siteId));
  const run = useStartRun(meetingId);
  const measureAgain = () =>
    run.mutate(
      { siteIds: [site.siteId] },
      {
        onSuccess: () => {
          say.done(t('askedAgain', { name: site.name }));
          onClose();
        },
        onError: say.refused,
      },
    );
  const what = item ? t(`items.${item}`) : t('wholeSite');
  return (
    <Modal
      open
      width={640}
      title={`${what} – ${site.name}`}
      onCancel={onClose}
      footer={
        <>
          {site.mayCheck && (
            <Button loading={run.isPending} onClick={measureAgain}>
              {t('measureAgain')}
            </Button>
          )}
          <Button onClick={onClose}>{t('close')}</Button>
        </>
      }
    >
      <Technicians site={site} />
      <ToDo site={site} item={item} words={checks.data?.flatMap(({ items }) => items) ?? []} />
      {site.mayCheck && <Answer meetingId={meetingId} site={site} item={item} onDone={onClose} />}
      <h3 className="check-history-title">{t('history')}</h3>
      <ErrorNotice error={checks.error} onRetry={() => checks.refetch()} />
      <CheckHistory meetingId={meetingId} siteId={site.siteId} checks={checks.data ?? []} item={item} />
    </Modal>
  );
}

/** Whom to call about it. */
function Technicians({ site }: { site: CheckedSite }) {
  const { t } = useTranslation('technicalCheck');
  const reachable = site.people.filter(({ role, phone }) => role === 'technician' && phone);
  return reachable.map(({ name, phone = '' }) => (
    <p key={`${name} ${phone}`}>
      {t('sheet.technician')}: {name}, <a href={`tel:${phone?.replaceAll(' ', '')}`}>{phone}</a>
    </p>
  ));
}

interface ToDoProps {
  site: CheckedSite;
  item: CheckItem | null;
  /** The newest first. */
  words: readonly { item: CheckItem; code: string | null; text: string | null; toDo: string | null }[];
}

/** What fails now and what somebody at the site does about it; as the last measurement said it. */
function ToDo({ site, item, words }: ToDoProps) {
  const failing = site.items.filter((one) => one.code !== null && (item === null || one.item === item));
  return failing.map(({ item: wrong, code }) => {
    const word = words.find((one) => one.item === wrong && one.code === code);
    return (
      word && (
        <Alert key={wrong} className="check-alert" type="error" showIcon title={word.text} description={word.toDo} />
      )
    );
  });
}

function Answer({
  meetingId,
  site,
  item,
  onDone,
}: {
  meetingId: string;
  site: CheckedSite;
  item: CheckItem | null;
  onDone: () => void;
}) {
  const { t } = useTranslation('technicalCheck');
  const check = useCheckSite(meetingId);
  const [form] = Form.useForm<{ result: CheckResult; note?: string }>();
  const now = item ? (site.items.find((one) => one.item === item)?.result ?? 'notChecked') : site.result;
  const [result, setResult] = useState<CheckResult>(now);
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ result: now }}
      onValuesChange={(_, values) => setResult(values.result)}
      onFinish={({ result: said, note }) =>
        check.mutate({ siteId: site.siteId, result: said, note, ...(item && { items: [item] }) }, { onSuccess: onDone })
      }
    >
      <Form.Item name="result" label={t('answer')}>
        <Radio.Group
          optionType="button"
          size="large"
          options={(['passed', 'failed', 'notChecked'] as const).map((value) => ({
            value,
            label: t(`results.${value}`),
          }))}
        />
      </Form.Item>
      {result !== 'notChecked' && (
        <Form.Item name="note" label={t('note')} rules={[{ required: result === 'failed', whitespace: true }]}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
        </Form.Item>
      )}
      <ErrorNotice error={check.error} />
      <Button type="primary" htmlType="submit" loading={check.isPending}>
        {t('save')}
      </Button>
    </Form>
  );
}
