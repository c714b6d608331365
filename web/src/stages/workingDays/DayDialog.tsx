import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { FormDialog } from '../../ui/FormDialog';
import { useSaying } from '../../ui/useSaying';
import type { CalendarDay } from './calendarQueries';
import { dayWords } from './monthDays';

interface Fields {
  morning: boolean;
  afternoon: boolean;
  name: string;
}

/** One day: which halves are worked, and why. */
export function DayDialog({
  day,
  known,
  onClose,
}: {
  day: string;
  known: CalendarDay | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation('workingDays');
  const say = useSaying();
  const queries = useQueryClient();
  const done = (words: string) => {
    void queries.invalidateQueries({ queryKey: ['workingCalendar'] });
    say.done(words);
    onClose();
  };
  const save = useMutation({
    mutationFn: (fields: Fields) =>
      answerOf(api.PUT('/api/working-calendar/days/{day}', { params: { path: { day } }, body: fields })),
    onSuccess: () => done(t('saved', { day: dayWords(day) })),
  });
  const reset = useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/working-calendar/days/{day}', { params: { path: { day } } })),
    onSuccess: () => done(t('wasReset')),
  });
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const isWorked = weekday !== 0 && weekday !== 6;
  return (
    <FormDialog<Fields>
      title={t('edit', { day: dayWords(day) })}
      send={t('save')}
      pending={save.isPending}
      error={save.error ?? reset.error}
      initialValues={{
        morning: known?.morning ?? isWorked,
        afternoon: known?.afternoon ?? isWorked,
        name: known?.name ?? '',
      }}
      more={
        known?.isSet && (
          <Button danger loading={reset.isPending} onClick={() => reset.mutate()}>
            {t('reset')}
          </Button>
        )
      }
      onFinish={(fields) => save.mutate(fields)}
      onCancel={onClose}
    >
      <Form.Item name="morning" valuePropName="checked" noStyle>
        <Checkbox>{t('morningWorked')}</Checkbox>
      </Form.Item>
      <Form.Item name="afternoon" valuePropName="checked" noStyle>
        <Checkbox>{t('afternoonWorked')}</Checkbox>
      </Form.Item>
      <Form.Item name="name" label={t('name')} className="day-name" rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} placeholder={t('namePlaceholder')} />
      </Form.Item>
    </FormDialog>
  );
}
