import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { useSaying } from '../../ui/useSaying';
import { EarlierMeeting } from './EarlierMeeting';
import { formOf } from './form';
import { type MeetingSummary, meetingQuery, templatesQuery } from './meetingQueries';
import { NameDialog } from './QuickChoice';
import type { BlockProps } from './TimeBlock';

/** Whoever registers the same meeting every month does not type it every month. */
export function StartingPoints({ form, change }: BlockProps) {
  const { t } = useTranslation('registration');
  const { modal } = App.useApp();
  const say = useSaying();
  const queries = useQueryClient();
  const templates = useQuery(templatesQuery);
  const [naming, setNaming] = useState(false);
  const copy = useMutation({
    mutationFn: (meeting: MeetingSummary) => queries.fetchQuery(meetingQuery(meeting.id)),
    onSuccess: ({ content }) => {
      change(() => ({ ...formOf(content), startsAt: null, endsAt: null, recurrence: null }));
      say.done(t('form.copied', { name: content.title }));
    },
    onError: say.refused,
  });
  const use = (id: string) => {
    const template = templates.data?.find((known) => known.id === id);
    if (!template) return;
    const take = () =>
      change((known) => ({ ...formOf(template.form), startsAt: known.startsAt, endsAt: known.endsAt }));
    if (!form.title && form.members.length === 0) take();
    else
      void modal.confirm({
        title: t('form.templateReplace', { name: template.name }),
        cancelText: t('cancel'),
        onOk: take,
      });
  };
  return (
    <div className="starting-points">
      {(templates.data?.length ?? 0) > 0 && (
        <Select
          aria-label={t('form.templateUse')}
          placeholder={t('form.templateUse')}
          value={null}
          options={templates.data?.map((template) => ({ value: template.id, label: template.name }))}
          onChange={use}
        />
      )}
      <EarlierMeeting label={t('form.copyFrom')} onChoose={(meeting) => copy.mutate(meeting)} />
      {form.title && <Button onClick={() => setNaming(true)}>{t('form.templateSave')}</Button>}
      {naming && (
        <NameDialog
          title={t('form.templateSave')}
          label={t('form.templateName')}
          onCancel={() => setNaming(false)}
          onSave={async (name) => {
            await answerOf(
              api.POST('/api/meeting-templates', {
                body: { name, form: { ...form, members: [...form.members], script: [...form.script] } },
              }),
            );
            setNaming(false);
            say.done(t('form.templateSaved'));
            void queries.invalidateQueries({ queryKey: templatesQuery.queryKey });
          }}
        />
      )}
    </div>
  );
}
