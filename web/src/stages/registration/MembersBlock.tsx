import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState';
import { useSaying } from '../../ui/useSaying';
import { ChosenSites } from './ChosenSites';
import { FormField, idOf } from './FormField';
import { withoutSites, withSites } from './form';
import type { SiteChoice } from './meetingQueries';
import { QuickChoice } from './QuickChoice';
import { SitePicker } from './SitePicker';
import type { BlockProps } from './TimeBlock';

/** Two hundred sites in a minute: by the tree, by a search, by a saved group, by an earlier meeting. */
export function MembersBlock({
  form,
  change,
  choice,
  taken,
}: BlockProps & { choice: SiteChoice | undefined; taken: ReadonlySet<string> }) {
  const { t } = useTranslation('registration');
  const say = useSaying();
  const add = (siteIds: Iterable<string>) => {
    const ids = [...siteIds];
    const added = withSites(form, ids).members.length - form.members.length;
    change((known) => withSites(known, ids));
    say.done(t('form.added', { count: added }));
  };
  const toggle = (siteIds: readonly string[], chosen: boolean) =>
    change((known) => (chosen ? withSites(known, siteIds) : withoutSites(known, siteIds)));
  if (choice?.sites.length === 0)
    return <EmptyState title={t('form.chosenNone')} text={t('form.noSites')} headingLevel={3} />;
  return (
    <FormField name="members">
      <div id={idOf('members')} className="members" tabIndex={-1}>
        <QuickChoice choice={choice} members={form.members} onAdd={add} />
        <div className="members-panes">
          <SitePicker choice={choice} form={form} onToggle={toggle} onAdd={add} />
          <section className="members-chosen" aria-label={t('form.block3')}>
            <div className="members-chosen-head">
              <strong role="status">
                {form.members.length > 0 ? t('form.chosen', { count: form.members.length }) : t('form.chosenNone')}
              </strong>
              {form.members.length > 0 && (
                <Button size="small" onClick={() => change((known) => ({ ...known, members: [] }))}>
                  {t('form.clearAll')}
                </Button>
              )}
            </div>
            {form.members.length === 0 && <p className="members-hint">{t('form.chosenHint')}</p>}
            {form.members.length > 0 && (
              <>
                <FillAttendees
                  onFill={(attendees) =>
                    change((known) => ({
                      ...known,
                      members: known.members.map((member) => ({ ...member, attendees })),
                    }))
                  }
                />
                <ChosenSites form={form} change={change} choice={choice} taken={taken} />
              </>
            )}
          </section>
        </div>
      </div>
    </FormField>
  );
}

function FillAttendees({ onFill }: { onFill: (attendees: string) => void }) {
  const { t } = useTranslation('registration');
  const [text, setText] = useState('');
  return (
    <Input.Search
      aria-label={t('form.fillAll')}
      placeholder={t('form.fillAll')}
      enterButton={t('form.fill')}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onSearch={(value) => value.trim() && onFill(value.trim())}
    />
  );
}
