import { useMutation } from '@tanstack/react-query';
import { App, Button, Form } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker, useLocation, useNavigate } from 'react-router';
import { answerOf, api } from '../../api/client';
import { asProblem } from '../../api/problem';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useSaying } from '../../ui/useSaying';
import { AddressRangesBlock, CameraPresetsBlock, ContactsBlock, DevicesBlock, LinesBlock } from './EntryBlocks';
import { LayoutBlock, RoomBlock } from './RoomBlock';
import { SiteSteps } from './SiteSteps';
import { fieldPath, formValuesOf, requestOf, type SiteFormValues, withoutEmptyRows } from './siteForm';
import { type Site, type SiteSummary, useSitesChanged } from './siteQueries';
import { firstOpen, missingIn, type Step, steps, stepWith } from './steps';

interface SiteFormProps {
  site: Site;
  /** Asks the server for what others have saved. */
  onReload: () => void;
}

/** The site's description in five steps, saved as a whole with each of them; nothing that was typed is lost unasked. Who only reads sees all at once. */
export function SiteForm({ site, onReload }: SiteFormProps) {
  const { t } = useTranslation('sites');
  const say = useSaying();
  const [form] = Form.useForm<SiteFormValues>();
  const [isDirty, setDirty] = useState(false);
  const [at, setAt] = useStep(site.summary.missing);
  const goesOn = useRef(false);
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
      // The next step says what was saved by its marks; a notice would lie over them.
      if (goesOn.current) setAt(at + 1);
      else say.done(t('site.saved'));
    },
    onError: (error, values) => {
      // The server counts the rows that were sent.
      form.setFieldsValue(withoutEmptyRows(values));
      const fields = Object.entries(asProblem(error).fields).map(([field, errors]) => ({
        name: fieldPath(field),
        errors: [...errors],
      }));
      form.setFields(fields as Parameters<typeof form.setFields>[0]);
      if (!fields[0]) return;
      const wrong = fields[0].name;
      setAt(stepWith(String(wrong[0])));
      // Once its step is shown.
      requestAnimationFrame(() => form.scrollToField(wrong as never, { block: 'center' }));
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
  const { mayKeep, missing } = site.summary;
  const next = steps[at + 1];
  const send = (on: boolean) => {
    goesOn.current = on;
    form.submit();
  };
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
      onFinishFailed={({ errorFields }) => setAt(stepWith(String(errorFields[0]?.name[0])))}
    >
      {mayKeep && <SiteSteps at={at} missing={missing} onStep={setAt} />}
      {steps.map((step, index) => (
        // All of them are there, so that what is wrong in one is found from any.
        <div key={step.key} className="site-step" hidden={mayKeep && index !== at}>
          {mayKeep && <StepLead index={index} missing={missingIn(step, missing)} isShown={index === at} />}
          <StepBlocks step={step.key} mayKeep={mayKeep} />
        </div>
      ))}
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
            {isDirty && (
              <Button size="large" onClick={discard}>
                {t('site.discard')}
              </Button>
            )}
            {(isDirty || !next) && (
              <Button
                size="large"
                type={next ? 'default' : 'primary'}
                disabled={!isDirty}
                loading={save.isPending && !goesOn.current}
                htmlType="submit"
                onClick={() => {
                  goesOn.current = false;
                }}
              >
                {t('site.save')}
              </Button>
            )}
            {next && (
              <Button
                size="large"
                type="primary"
                loading={save.isPending && goesOn.current}
                onClick={() => (isDirty ? send(true) : setAt(at + 1))}
              >
                {t(isDirty ? 'steps.saveAndNext' : 'steps.next', { next: t(`steps.${next.key}`) })}
              </Button>
            )}
          </div>
        </div>
      )}
    </Form>
  );
}

function StepBlocks({ step, mayKeep }: { step: Step['key']; mayKeep: boolean }) {
  switch (step) {
    case 'room':
      return <RoomBlock />;
    case 'contacts':
      return <ContactsBlock mayKeep={mayKeep} />;
    case 'devices':
      return <DevicesBlock mayKeep={mayKeep} />;
    case 'lines':
      return (
        <>
          <LinesBlock mayKeep={mayKeep} />
          <AddressRangesBlock mayKeep={mayKeep} />
        </>
      );
    case 'picture':
      return (
        <>
          <LayoutBlock />
          <CameraPresetsBlock mayKeep={mayKeep} />
        </>
      );
  }
}

/** Which step it is and what it still lacks; whoever comes from another begins to read here. */
function StepLead({ index, missing, isShown }: { index: number; missing: SiteSummary['missing']; isShown: boolean }) {
  const { t } = useTranslation('sites');
  const lead = useRef<HTMLParagraphElement>(null);
  const before = useRef(isShown);
  useEffect(() => {
    if (isShown && !before.current) lead.current?.focus();
    before.current = isShown;
  }, [isShown]);
  return (
    <p className="site-step-lead" ref={lead} tabIndex={-1}>
      <b>{t('steps.at', { step: index + 1, of: steps.length })}</b>{' '}
      {missing.length > 0
        ? t('steps.missing', { what: missing.map((requirement) => t(`missing.${requirement}`)).join('; ') })
        : t('steps.nothingMissing')}
    </p>
  );
}

/** The step that is shown stands in the address; without one it is the first that lacks something. */
function useStep(missing: SiteSummary['missing']): [number, (index: number) => void] {
  const { hash, pathname } = useLocation();
  const navigate = useNavigate();
  const [first] = useState(() => firstOpen(missing));
  const at = hash ? stepWith(hash.slice(1)) : first;
  const go = (index: number) => void navigate(`${pathname}#${steps[index]?.key ?? steps[0].key}`, { replace: true });
  return [at, go];
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
