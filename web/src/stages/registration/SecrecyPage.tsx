import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Radio, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { useSaying } from '../../ui/useSaying';
import { useTimes } from '../../ui/useTimes';
import { secrecyQuery } from './meetingQueries';
import './RegistrationPage.css';
import './texts';

type Secrecy = components['schemas']['Secrecy'];
type Change = components['schemas']['SecrecyChange'];

/** Whether meetings with state secrets may be held on this installation. */
export function SecrecyPage() {
  const { t } = useTranslation('registration');
  const secrecy = useQuery(secrecyQuery);
  return (
    <>
      <PageHeader title={t('secrecy.title')} lead={t('secrecy.lead')} />
      <ErrorNotice error={secrecy.error} onRetry={() => secrecy.refetch()} />
      {secrecy.isPending && <Skeleton active />}
      {secrecy.data && <SecrecyForm key={secrecy.data.changedAt} secrecy={secrecy.data} />}
    </>
  );
}

function SecrecyForm({ secrecy }: { secrecy: Secrecy }) {
  const { t } = useTranslation('registration');
  const times = useTimes();
  const say = useSaying();
  const queries = useQueryClient();
  const [form] = Form.useForm<Change>();
  const permitted = Form.useWatch('stateSecretsPermitted', form) ?? secrecy.stateSecretsPermitted;
  const save = useMutation({
    mutationFn: (change: Change) => answerOf(api.PUT('/api/secrecy', { body: change })),
    onSuccess: (changed) => {
      queries.setQueryData(secrecyQuery.queryKey, changed);
      say.done(t('secrecy.saved'));
    },
  });
  return (
    <Form<Change>
      form={form}
      className="panel secrecy-form"
      layout="vertical"
      requiredMark={false}
      initialValues={secrecy}
      onFinish={(change) => save.mutate(change)}
    >
      <ErrorNotice error={save.error} />
      <Form.Item name="stateSecretsPermitted" label={t('secrecy.question')}>
        <Radio.Group
          className="secrecy-choice"
          options={[
            { value: false, label: t('secrecy.refused') },
            { value: true, label: t('secrecy.permitted') },
          ]}
        />
      </Form.Item>
      {permitted ? (
        <>
          <Alert type="warning" showIcon title={t('secrecy.warning')} description={t('secrecy.warningText')} />
          <Form.Item
            className="secrecy-grounds"
            name="grounds"
            label={t('secrecy.grounds')}
            extra={t('secrecy.groundsHint')}
            rules={[{ required: true, whitespace: true, message: t('secrecy.groundsNeeded') }]}
          >
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} />
          </Form.Item>
        </>
      ) : (
        <p className="panel-lead">{t('secrecy.refusedText')}</p>
      )}
      {secrecy.changedAt && (
        <p className="cell-note">
          {t('secrecy.changed', { by: secrecy.changedBy, at: times.dateTime(secrecy.changedAt) })}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('secrecy.save')}
      </Button>
    </Form>
  );
}
