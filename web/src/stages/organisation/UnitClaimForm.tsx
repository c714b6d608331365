import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Radio, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import type { Account } from '../../api/session';
import { FormDialog } from '../../ui/FormDialog';
import { UnitPicker } from '../../ui/UnitPicker';
import { useMailWords } from '../../ui/useMailWords';
import { useSaying } from '../../ui/useSaying';
import { similarUnitsQuery, unitsKey } from './organisationQueries';

const another = 'another';
const fresh = 'new';

interface Decision {
  /** The id of an existing unit, or one of the two above. */
  which: string;
  unitId?: string;
  parentId?: string;
}

/** Whether an account belongs to the unit that it names: yes, to a new one or to one that exists, or no. */
export function UnitClaimForm({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation('organisation');
  const say = useSaying();
  const mails = useMailWords();
  const queries = useQueryClient();
  const [form] = Form.useForm<Decision>();
  const which = Form.useWatch('which', form);
  const [refusing, setRefusing] = useState(false);
  const claim = account.claimedUnit;
  const similar = useQuery(similarUnitsQuery(account.id));
  const path = { params: { path: { id: account.id } } };
  const decided = (text: string) => {
    say.done(text);
    void queries.invalidateQueries({ queryKey: ['admin-accounts'] });
    void queries.invalidateQueries({ queryKey: unitsKey });
    void queries.invalidateQueries({ queryKey: ['home-tasks'] });
    onClose();
  };
  const confirm = useMutation({
    mutationFn: (body: { unitId?: string; parentId?: string }) =>
      answerOf(api.POST('/api/admin/accounts/{id}/unit-claim', { ...path, body })),
    onSuccess: ({ unitName }) => decided(t('claim.confirmed', { email: account.email, unit: unitName })),
  });
  const refuse = useMutation({
    mutationFn: (body: { reason?: string }) =>
      answerOf(api.DELETE('/api/admin/accounts/{id}/unit-claim', { ...path, body })),
    onSuccess: () => decided(t('claim.refused', { email: account.email })),
  });

  if (refusing) {
    return (
      <FormDialog<{ reason?: string }>
        title={t('claim.refuseTitle', { name: claim?.name })}
        lead={mails.will(t('claim.refuseLead', { email: account.email }))}
        send={t('claim.refuse')}
        danger
        pending={refuse.isPending}
        error={refuse.error}
        onCancel={() => setRefusing(false)}
        onFinish={(fields: { reason?: string }) => refuse.mutate(fields)}
      >
        <Form.Item name="reason" label={t('claim.reason')}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} autoFocus />
        </Form.Item>
      </FormDialog>
    );
  }
  return (
    <FormDialog<Decision>
      form={form}
      title={t('claim.title', { name: claim?.name })}
      lead={t('claim.lead', { email: account.email })}
      send={t('claim.confirm')}
      disabled={!which}
      pending={confirm.isPending}
      error={similar.error ?? confirm.error}
      more={
        <Button danger type="text" onClick={() => setRefusing(true)}>
          {t('claim.refuse')}
        </Button>
      }
      initialValues={{ which: claim?.unitId ?? undefined }}
      onCancel={onClose}
      onFinish={(decision: Decision) =>
        confirm.mutate(
          decision.which === fresh
            ? { parentId: decision.parentId }
            : { unitId: decision.which === another ? decision.unitId : decision.which },
        )
      }
    >
      {similar.isPending && <Skeleton active paragraph={{ rows: 3 }} />}
      <Form.Item name="which" label={t('claim.which')}>
        <Radio.Group className="claim-choice">
          {similar.data?.map((unit) => (
            <Radio key={unit.id} value={unit.id}>
              {unit.name}
              {unit.parentName && <small> – {unit.parentName}</small>}
            </Radio>
          ))}
          <Radio value={another}>{t('claim.another')}</Radio>
          {!claim?.unitId && <Radio value={fresh}>{t('claim.new', { name: claim?.name })}</Radio>}
        </Radio.Group>
      </Form.Item>
      {which === another && (
        <Form.Item
          name="unitId"
          label={t('accounts.unit')}
          rules={[{ required: true, message: t('claim.unitRequired') }]}
        >
          <UnitPicker />
        </Form.Item>
      )}
      {which === fresh && (
        <Form.Item name="parentId" label={t('claim.parent')} extra={t('claim.parentHint')}>
          <UnitPicker />
        </Form.Item>
      )}
    </FormDialog>
  );
}
