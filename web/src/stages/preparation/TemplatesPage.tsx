import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { useSaying } from '../../ui/useSaying';
import './preparation.css';
import { type ConferenceTemplate, templatesQuery } from './preparationQueries';
import { TemplateWords } from './TemplateBlock';
import { TemplateForm } from './TemplateForm';
import './texts';

/** "Mô hình phòng họp": what meetings may be run by. */
export function TemplatesPage() {
  const { t } = useTranslation('preparation');
  const { modal } = App.useApp();
  const say = useSaying();
  const queries = useQueryClient();
  const templates = useQuery(templatesQuery);
  const [editing, setEditing] = useState<ConferenceTemplate | 'new' | null>(null);
  const remove = useMutation({
    mutationFn: (id: string) => answerOf(api.DELETE('/api/conference-templates/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      say.done(t('admin.removed'));
      void queries.invalidateQueries({ queryKey: templatesQuery.queryKey });
    },
    onError: say.refused,
  });
  const askRemove = ({ id, name }: ConferenceTemplate) =>
    void modal.confirm({
      title: t('admin.removeTitle', { name }),
      content: t('admin.removeText'),
      okText: t('admin.remove'),
      okButtonProps: { danger: true },
      cancelText: t('admin.cancel'),
      onOk: () => remove.mutateAsync(id).catch(() => undefined),
    });
  const add = (
    <Button type="primary" size="large" onClick={() => setEditing('new')}>
      {t('admin.addTemplate')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('admin.templatesTitle')} lead={t('admin.templatesLead')} actions={add} />
      <ErrorNotice error={templates.error} onRetry={() => templates.refetch()} />
      {templates.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {templates.data?.length === 0 && (
        <div className="panel">
          <EmptyState title={t('admin.emptyTitle')} text={t('admin.emptyText')} />
        </div>
      )}
      <ul className="preparation-cards">
        {templates.data?.map((template) => (
          <li key={template.id} className="panel">
            <h2>{template.name}</h2>
            <p className="preparation-note">{template.unitName ?? t('admin.everybody')}</p>
            <TemplateWords template={template} />
            {template.note && <p>{template.note}</p>}
            {template.mayChange && (
              <div className="preparation-buttons">
                <Button aria-label={`${t('admin.edit')}: ${template.name}`} onClick={() => setEditing(template)}>
                  {t('admin.edit')}
                </Button>
                <Button
                  danger
                  aria-label={`${t('admin.remove')}: ${template.name}`}
                  onClick={() => askRemove(template)}
                >
                  {t('admin.remove')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {editing && <TemplateForm template={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
}
