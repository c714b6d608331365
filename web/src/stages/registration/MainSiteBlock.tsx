import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { hasWords } from '../../ui/folded';
import { FormField, idOf } from './FormField';
import { type FormState, withoutSites } from './form';
import type { SiteChoice } from './meetingQueries';
import type { BlockProps } from './TimeBlock';

/** Where it is chaired, by whom, before whom. A meeting outside the system has its organiser and its door there. */
export function MainSiteBlock({ form, change, choice }: BlockProps & { choice: SiteChoice | undefined }) {
  const { t } = useTranslation('registration');
  const set = (part: Partial<FormState>) => change((known) => ({ ...known, ...part }));
  const main = form.mainSite;
  const setMain = (part: Partial<NonNullable<FormState['mainSite']>>) =>
    change((known) => (known.mainSite ? { ...known, mainSite: { ...known.mainSite, ...part } } : known));
  const outside = form.kind === 'outside';
  return (
    <>
      {outside && <OutsideFields form={form} change={change} />}
      <div className="form-row">
        <FormField name="mainSite" label={t('form.mainSite')} required={!outside}>
          <Select
            id={idOf('mainSite')}
            size="large"
            allowClear
            showSearch={{
              filterOption: (typed, option) => hasWords(option?.label ?? '', typed),
            }}
            placeholder={t('form.mainSitePlaceholder')}
            value={main?.siteId}
            options={choice?.sites.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(siteId: string | undefined) =>
              change((known) =>
                siteId
                  ? withoutSites({ ...known, mainSite: { ...known.mainSite, siteId } }, [siteId])
                  : { ...known, mainSite: null },
              )
            }
          />
        </FormField>
        <FormField name="mainSite.place" label={t('form.place')} hint={t('form.placeHint')}>
          <Input
            id={idOf('mainSite.place')}
            size="large"
            maxLength={300}
            disabled={!main}
            value={main?.place ?? ''}
            onChange={(event) => setMain({ place: event.target.value })}
          />
        </FormField>
      </div>
      <div className="form-row">
        <FormField name="chairName" label={t('form.chairName')} required={!outside}>
          <Input
            id={idOf('chairName')}
            maxLength={300}
            autoComplete="off"
            value={form.chairName}
            onChange={(event) => set({ chairName: event.target.value })}
          />
        </FormField>
        <FormField name="chairPosition" label={t('form.chairPosition')}>
          <Input
            id={idOf('chairPosition')}
            maxLength={300}
            autoComplete="off"
            value={form.chairPosition}
            onChange={(event) => set({ chairPosition: event.target.value })}
          />
        </FormField>
      </div>
      <div className="form-row is-wide-first">
        <FormField name="mainSite.attendees" label={t('form.attendees')} required={!outside}>
          <Input.TextArea
            id={idOf('mainSite.attendees')}
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={4000}
            disabled={!main}
            value={main?.attendees ?? ''}
            onChange={(event) => setMain({ attendees: event.target.value })}
          />
        </FormField>
        <FormField name="mainSite.people" label={t('form.people')}>
          <InputNumber
            id={idOf('mainSite.people')}
            min={0}
            max={100_000}
            disabled={!main}
            value={main?.people ?? null}
            onChange={(people) => setMain({ people })}
          />
        </FormField>
      </div>
    </>
  );
}

function OutsideFields({ form, change }: BlockProps) {
  const { t } = useTranslation('registration');
  const set = (part: Partial<FormState['outside']>) =>
    change((known) => ({ ...known, outside: { ...known.outside, ...part } }));
  return (
    <>
      <FormField name="outside.organiser" label={t('form.organiser')} required>
        <Input
          id={idOf('outside.organiser')}
          maxLength={300}
          placeholder={t('form.organiserPlaceholder')}
          value={form.outside.organiser}
          onChange={(event) => set({ organiser: event.target.value })}
        />
      </FormField>
      <div className="form-row">
        <FormField name="outside.link" label={t('form.link')}>
          <Input
            id={idOf('outside.link')}
            type="url"
            maxLength={300}
            value={form.outside.link}
            onChange={(event) => set({ link: event.target.value })}
          />
        </FormField>
        <FormField name="outside.dial" label={t('form.dial')}>
          <Input
            id={idOf('outside.dial')}
            maxLength={300}
            value={form.outside.dial}
            onChange={(event) => set({ dial: event.target.value })}
          />
        </FormField>
      </div>
    </>
  );
}
