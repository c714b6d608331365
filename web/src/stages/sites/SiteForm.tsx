import { useMutation } from '@tanstack/react-query';
import { App, Button, Form } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { answerOf, api } from '../../api/client';
import { asProblem } from '../../api/problem';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useSaying } from '../../ui/useSaying';
import { AddressRangesBlock, CameraPresetsBlock, ContactsBlock, DevicesBlock, LinesBlock } from './EntryBlocks';
import { RoomBlock } from './RoomBlock';
import { fieldPath, formValuesOf, requestOf, type SiteFormValues, withoutEmptyRows } from './siteForm';
import { type Site, useSitesChanged } from './siteQueries';

interface SiteFormProps {
  site: Site;
  /** Asks the server for what others have saved. */
  onReload: () => void;
}

/** The site's description in blocks, saved as a whole; nothing that was typed is lost unasked. */
export function SiteForm({ site, onReload }: SiteFormProps) {
  const { t } = useTranslation('sites');
  const say = useSaying();
  const [form] = Form.useForm<SiteFormValues>();
  const [isDirty, setDirty] = useState(false);
  const sitesChanged = useSitesChanged();
  const initialValues = useMemo(() => formValuesOf(site), [site]);
  const save = useMutation({
    mutationFn: (values: SiteFormValues) =>
      answerOf(
        api.PUT('/api/sites/{id}', {
          params: { path: { id: site.summary.id } },
          body: requestOf(values, site.version),
        }),
      ),
    onSuccess: (saved) => {
      setDirty(false);
      sitesChanged(saved);
      form.setFieldsValue(formValuesOf(saved));
      say.done(t('site.saved'));
    },
    onError: (error, values) => {
      // The server counts the rows that were sent.
      form.setFieldsValue(withoutEmptyRows(values));
      const fields = Object.entries(asProblem(error).fields).map(([field, errors]) => ({
        name: fieldPath(field),
        errors: [...errors],
      }));
      form.setFields(fields as Parameters<typeof form.setFields>[0]);
      if (fields[0]) form.scrollToField(fields[0].name as never, { block: 'center' });
    },
  });
  useUnsavedGuard(isDirty);
  const discard = () => {
    form.setFieldsValue(initialValues);
    setDirty(false);
    save.reset();
  };
  // Another's version that was fetched takes the place of what is shown, unless something is being written.
  useEffect(() => {
    if (!isDirty) form.setFieldsValue(initialValues);
  }, [form, initialValues, isDirty]);
  const mayKeep = site.summary.mayKeep;
  return (
    <Form<SiteFormValues>
      form={form}
      className={`site-form ${mayKeep ? '' : 'is-read'}`}
      layout="vertical"
      requiredMark={false}
      disabled={!mayKeep}
      initialValues={initialValues}
      scrollToFirstError={{ block: 'center' }}
      onValuesChange={() => setDirty(true)}
      // All of it: the ids of the rows have no field of their own.
      onFinish={() => save.mutate(form.getFieldsValue(true))}
    >
      <RoomBlock />
      <ContactsBlock mayKeep={mayKeep} />
      <DevicesBlock mayKeep={mayKeep} />
      <LinesBlock mayKeep={mayKeep} />
      <AddressRangesBlock mayKeep={mayKeep} />
      <CameraPresetsBlock mayKeep={mayKeep} />
      {mayKeep && (
        <div className="site-save">
          {save.error && (
            <ErrorNotice
              error={save.error}
              onRetry={
                asProblem(save.error).code === 'site_changed_meanwhile' ? reloadAfter(discard, onReload) : undefined
              }
            />
          )}
          <div className="site-save-bar">
            <span role="status">{isDirty ? t('site.unsaved') : t('site.nothingChanged')}</span>
            <Button size="large" disabled={!isDirty} onClick={discard}>
              {t('site.discard')}
            </Button>
            <Button type="primary" size="large" htmlType="submit" disabled={!isDirty} loading={save.isPending}>
              {t('site.save')}
            </Button>
          </div>
        </div>
      )}
    </Form>
  );
}

function reloadAfter(discard: () => void, reload: () => void) {
  return () => {
    discard();
    reload();
  };
}

/** Asks before a page with unsaved changes is left. */
function useUnsavedGuard(isDirty: boolean): void {
  const { t } = useTranslation('sites');
  const { modal } = App.useApp();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    void modal.confirm({
      title: t('site.leaveTitle'),
      content: t('site.leaveText'),
      okText: t('site.leave'),
      cancelText: t('site.stay'),
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
  }, [blocker, modal, t]);
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isDirty]);
}
