import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { FormDialog } from '../../ui/FormDialog';
import { useSaying } from '../../ui/useSaying';
import { levelsQuery, unitsKey } from './organisationQueries';

const fewest = 2;
const most = 4;

/** How the levels are called, from the top down: two, three or four of them. */
export function LevelNamesForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('organisation');
  const say = useSaying();
  const queries = useQueryClient();
  const levels = useQuery(levelsQuery);
  const save = useMutation({
    mutationFn: (body: { names: string[] }) => answerOf(api.PUT('/api/admin/units/levels', { body })),
    onSuccess: () => {
      say.done(t('levels.saved'));
      void queries.invalidateQueries({ queryKey: unitsKey });
      onClose();
    },
  });
  return (
    <FormDialog<{ names: string[] }>
      // A form reads what it begins with once.
      key={levels.data ? 'there' : 'coming'}
      title={t('levels.title')}
      send={t('save')}
      lead={t('levels.lead')}
      disabled={!levels.data}
      pending={save.isPending}
      error={save.error ?? levels.error}
      {...(levels.data && { initialValues: { names: levels.data } })}
      onFinish={(fields) => save.mutate(fields)}
      onCancel={onClose}
    >
      {levels.isPending && <Skeleton active />}
      {levels.data && (
        <Form.List name="names">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <div className="level-row" key={key}>
                  <Form.Item
                    name={name}
                    label={t('units.levelNumber', { level: name + 1 })}
                    rules={[{ required: true, whitespace: true, message: t('levels.required') }]}
                  >
                    <Input maxLength={50} autoComplete="off" />
                  </Form.Item>
                  {fields.length > fewest && name === fields.length - 1 && (
                    <Button
                      type="text"
                      icon={<MinusCircleOutlined aria-hidden />}
                      aria-label={t('levels.remove', { level: name + 1 })}
                      onClick={() => remove(name)}
                    />
                  )}
                </div>
              ))}
              {fields.length < most && (
                <Button type="dashed" icon={<PlusOutlined aria-hidden />} onClick={() => add('')}>
                  {t('levels.add')}
                </Button>
              )}
            </>
          )}
        </Form.List>
      )}
    </FormDialog>
  );
}
