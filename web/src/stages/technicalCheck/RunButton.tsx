import { Button, Form, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../ui/FormDialog';
import { useSaying } from '../../ui/useSaying';
import { type RunWish, type TechnicalCheck, useStartRun } from './checkQueries';

/** "Bắt đầu kiểm tra": asks sites to measure themselves; each level its own, the main site also everybody. */
export function RunButton({ check }: { check: TechnicalCheck }) {
  const { t } = useTranslation('technicalCheck');
  const say = useSaying();
  const run = useStartRun(check.meetingId);
  const [asks, setAsks] = useState(false);
  const mine = check.sites.filter(({ mayCheck }) => mayCheck);
  if (mine.length === 0) return null;
  const leads = mine.length === check.sites.length && check.seesAll;
  return (
    <>
      <Button size="large" onClick={() => setAsks(true)}>
        {t('run')}
      </Button>
      {asks && (
        <FormDialog<{ scope: NonNullable<RunWish['scope']> }>
          title={t('runTitle')}
          lead={t('runLead')}
          send={t('run')}
          pending={run.isPending}
          error={run.error}
          initialValues={{ scope: 'own' }}
          onFinish={({ scope = 'own' }) =>
            run.mutate(
              { scope },
              {
                onSuccess: ({ sites }) => {
                  setAsks(false);
                  say.done(t('runStarted', { count: sites }));
                },
              },
            )
          }
          onCancel={() => setAsks(false)}
        >
          {leads ? (
            <Form.Item name="scope" label={t('runWho')}>
              <Radio.Group
                className="check-scopes"
                options={[
                  { value: 'own', label: t('runOwn') },
                  { value: 'everybody', label: t('runEverybody', { count: mine.length }) },
                ]}
              />
            </Form.Item>
          ) : (
            <p>{t('runTheirs', { count: mine.length })}</p>
          )}
        </FormDialog>
      )}
    </>
  );
}
