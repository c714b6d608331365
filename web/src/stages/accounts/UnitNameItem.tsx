import { useQuery } from '@tanstack/react-query';
import { Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';

const longestName = 200;
const none = 'none';

/** The unit's name as its people write it, and the existing units that may be meant. Fields `unitName` and `unitId` of the form around it. */
export function UnitNameItem({ token }: { token: string }) {
  const { t } = useTranslation('accounts');
  const [name, setName] = useState('');
  const similar = useQuery({
    queryKey: ['similar-units', token, name],
    queryFn: () =>
      answerOf(api.GET('/api/accounts/links/{token}/similar-units', { params: { path: { token }, query: { name } } })),
    enabled: name.length > 0,
    retry: false,
  });
  return (
    <>
      <Form.Item
        name="unitName"
        label={t('activation.unitName')}
        extra={t('activation.unitNameHint')}
        rules={[{ required: true, whitespace: true, message: t('activation.unitNameRequired') }]}
      >
        <Input
          size="large"
          autoComplete="organization"
          maxLength={longestName}
          autoFocus
          onBlur={(event) => setName(event.target.value.trim())}
        />
      </Form.Item>
      {Boolean(similar.data?.length) && (
        <Form.Item name="unitId" label={t('activation.similar')} initialValue={none}>
          <Radio.Group className="unit-choice">
            {similar.data?.map((unit) => (
              <Radio key={unit.id} value={unit.id}>
                {unit.name}
                {unit.parentName && <small> – {unit.parentName}</small>}
              </Radio>
            ))}
            <Radio value={none}>{t('activation.notAmong')}</Radio>
          </Radio.Group>
        </Form.Item>
      )}
    </>
  );
}

/** What the form says of the unit, as the server takes it. */
export function unitNaming({ unitName, unitId }: { unitName?: string; unitId?: string }) {
  return { unitName, unitId: unitId && unitId !== none ? unitId : undefined };
}
