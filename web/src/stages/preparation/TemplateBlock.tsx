import { useMutation } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { useSaying } from '../../ui/useSaying';
import { type ConferenceTemplate, type Preparation, usePreparationChanged } from './preparationQueries';

/** By which template the meeting is run. */
export function TemplateBlock({ preparation }: { preparation: Preparation }) {
  const { t } = useTranslation('preparation');
  const say = useSaying();
  const changed = usePreparationChanged(preparation.meetingId);
  const chosen = preparation.templates.find(({ id }) => id === preparation.templateId);
  const choose = useMutation({
    mutationFn: (templateId: string | null) =>
      answerOf(
        api.PUT('/api/meetings/{id}/preparation/template', {
          params: { path: { id: preparation.meetingId } },
          body: { templateId },
        }),
      ),
    onSuccess: () => {
      changed();
      say.done(t('template.chosen'));
    },
    onError: say.refused,
  });
  return (
    <section className="panel preparation-template no-print" aria-labelledby="preparation-template">
      <h2 id="preparation-template">{t('template.title')}</h2>
      {preparation.leads && preparation.isOpen ? (
        <Select
          size="large"
          allowClear
          aria-label={t('template.choose')}
          placeholder={t('template.choose')}
          loading={choose.isPending}
          value={chosen?.id}
          onChange={(id?: string) => choose.mutate(id ?? null)}
          options={preparation.templates.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : (
        <p>{chosen?.name ?? t('template.none')}</p>
      )}
      {chosen && <TemplateWords template={chosen} />}
    </section>
  );
}

/** What a template sets, in a line. */
export function TemplateWords({ template }: { template: ConferenceTemplate }) {
  const { t } = useTranslation('preparation');
  return (
    <p className="preparation-note">
      {[
        t(`modes.${template.mode}`),
        t(`layouts.${template.layout ?? 'podium'}`),
        t(`mutes.${template.mutes}`),
        t(template.isRecorded ? 'template.recorded' : 'template.notRecorded'),
        ...(template.hasWaitingRoom ? [t('template.waitingRoom')] : []),
      ].join(' · ')}
    </p>
  );
}
