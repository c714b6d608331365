import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { sessionQuery } from '../../api/session';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { UnitPicker } from '../../ui/UnitPicker';
import { useSaying } from '../../ui/useSaying';
import { mailDomainsQuery } from './organisationQueries';

interface NewDomain {
  domain: string;
  /** Whose mailboxes all of it are. */
  unitId?: string;
}

/** Whose mailboxes may register. */
export function MailDomainsPage() {
  const { t } = useTranslation('organisation');
  const { modal } = App.useApp();
  const say = useSaying();
  const queries = useQueryClient();
  const domains = useQuery(mailDomainsQuery);
  const [form] = Form.useForm<NewDomain>();
  const changed = () => {
    void queries.invalidateQueries({ queryKey: mailDomainsQuery.queryKey });
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  const add = useMutation({
    mutationFn: (body: NewDomain) => answerOf(api.POST('/api/admin/mail-domains', { body })),
    onSuccess: (_, { domain }) => {
      form.resetFields();
      say.done(t('mailDomains.added', { domain }));
      changed();
    },
  });
  const remove = useMutation({
    mutationFn: (domain: string) =>
      answerOf(api.DELETE('/api/admin/mail-domains/{domain}', { params: { path: { domain } } })),
    onSuccess: (_, domain) => {
      say.done(t('mailDomains.deleted', { domain }));
      changed();
    },
    onError: say.refused,
  });
  const askRemove = (domain: string) =>
    void modal.confirm({
      title: t('mailDomains.deleteTitle', { domain }),
      content: t('mailDomains.deleteText'),
      okText: t('remove'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      onOk: () => remove.mutateAsync(domain).catch(() => undefined),
    });

  return (
    <>
      <PageHeader title={t('mailDomains.title')} lead={t('mailDomains.lead')} />
      <div className="panel">
        <ErrorNotice error={add.error} />
        <Form<NewDomain>
          form={form}
          className="domain-form"
          layout="vertical"
          requiredMark={false}
          onFinish={(fields) => add.mutate(fields)}
        >
          <Form.Item
            name="domain"
            label={t('mailDomains.domain')}
            normalize={(value: string) => value.trim().replace(/^@/, '').toLowerCase()}
            validateTrigger="onSubmit"
            rules={[{ required: true, pattern: /^(\*\.)?[^\s@.]+(\.[^\s@.]+)+$/, message: t('mailDomains.invalid') }]}
          >
            <Input autoComplete="off" spellCheck={false} placeholder={t('mailDomains.placeholder')} />
          </Form.Item>
          <Form.Item name="unitId" label={t('mailDomains.unit')}>
            <UnitPicker />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={add.isPending}>
            {t('mailDomains.add')}
          </Button>
        </Form>
        <p className="cell-note">{t('mailDomains.hint')}</p>
        <p className="cell-note">{t('mailDomains.unitHint')}</p>
        <ErrorNotice error={domains.error} onRetry={() => domains.refetch()} />
        {domains.isPending && <Skeleton active />}
        {domains.data?.items.length === 0 && (
          <EmptyState title={t('mailDomains.emptyTitle')} text={t('mailDomains.emptyText')} />
        )}
        <ul className="domain-list" aria-label={t('mailDomains.title')}>
          {domains.data?.items.map(({ domain, unitName }) => (
            <li key={domain}>
              <span>
                {domain}
                {unitName && <small> – {unitName}</small>}
              </span>
              <Button
                type="text"
                danger
                aria-label={t('mailDomains.removeDomain', { domain })}
                onClick={() => askRemove(domain)}
              >
                {t('remove')}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
