import { useMutation } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { useSession } from '../../api/session';
import { FormDialog } from '../../ui/FormDialog';
import { UnitPicker } from '../../ui/UnitPicker';
import { useSaying } from '../../ui/useSaying';
import { type Site, useSitesChanged } from './siteQueries';

interface NewSiteFields {
  name: string;
  place?: string;
  unitId?: string;
}

interface NewSiteProps {
  onCreated: (site: Site) => void;
  onCancel: () => void;
}

/** Name and place; the rest is filled in on the site's own page. */
export function NewSite({ onCreated, onCancel }: NewSiteProps) {
  const { t } = useTranslation('sites');
  const say = useSaying();
  const account = useSession().data?.account;
  const sitesChanged = useSitesChanged();
  const create = useMutation({
    mutationFn: (body: NewSiteFields) => answerOf(api.POST('/api/sites', { body })),
    onSuccess: (site) => {
      sitesChanged(site);
      say.done(t('create.done'));
      onCreated(site);
    },
  });
  return (
    <FormDialog<NewSiteFields>
      title={t('create.title')}
      send={t('add')}
      pending={create.isPending}
      onCancel={onCancel}
      lead={t('create.lead')}
      error={create.error}
      initialValues={{ unitId: account?.unitId ?? undefined }}
      onFinish={(fields) => create.mutate(fields)}
    >
      {account?.isAdministrator && (
        <Form.Item
          name="unitId"
          label={t('create.unit')}
          rules={[{ required: true, message: t('create.unitRequired') }]}
        >
          <UnitPicker allowClear={false} />
        </Form.Item>
      )}
      <Form.Item
        name="name"
        label={t('create.name')}
        rules={[{ required: true, whitespace: true, message: t('create.nameRequired') }]}
      >
        <Input maxLength={150} autoFocus autoComplete="off" placeholder={t('create.namePlaceholder')} />
      </Form.Item>
      <Form.Item name="place" label={t('create.place')}>
        <Input maxLength={300} autoComplete="off" placeholder={t('create.placePlaceholder')} />
      </Form.Item>
    </FormDialog>
  );
}
