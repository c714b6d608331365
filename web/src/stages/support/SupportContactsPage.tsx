import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { SupportContact } from '../../api/rememberedContacts';
import { supportQuery } from '../../api/supportContacts';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { useSaying } from '../../ui/useSaying';
import './support.css';
import './texts';

interface ContactsForm {
  contacts: Partial<SupportContact>[];
}

const written = ({ name, purpose, phone, zalo }: Partial<SupportContact>): SupportContact => ({
  name: name ?? null,
  purpose: purpose ?? null,
  phone: phone ?? null,
  zalo: zalo ?? null,
});

/** `/quan-tri/ho-tro`: whom people are told to call, in the order in which they are shown. */
export function SupportContactsPage() {
  const { t } = useTranslation('support');
  const say = useSaying();
  const queries = useQueryClient();
  const contacts = useQuery({ ...supportQuery, queryKey: ['support-contacts', 'written'], initialData: undefined });
  const [form] = Form.useForm<ContactsForm>();
  const save = useMutation({
    mutationFn: ({ contacts: list }: ContactsForm) =>
      answerOf(api.PUT('/api/support-contacts', { body: list.map(written) })),
    onSuccess: async (saved) => {
      form.setFieldsValue({ contacts: saved });
      await queries.invalidateQueries({ queryKey: supportQuery.queryKey });
      say.done(t('saved'));
    },
    onError: (error) =>
      form.setFields(
        Object.entries(asProblem(error).fields).flatMap(([field, errors]) => {
          const [, line, name] = /^\[(\d+)\]\.(\w+)$/.exec(field) ?? [];
          return line && name ? [{ name: ['contacts', Number(line), name], errors: [...errors] }] : [];
        }) as Parameters<typeof form.setFields>[0],
      ),
  });
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <ErrorNotice error={contacts.error ?? save.error} />
      {contacts.data && (
        <Form<ContactsForm>
          form={form}
          layout="vertical"
          className="panel"
          initialValues={{ contacts: contacts.data }}
          onFinish={() => save.mutate(form.getFieldsValue(true))}
        >
          <Form.List name="contacts">
            {(rows, { add, remove, move }) => (
              <>
                {rows.length === 0 && <p className="panel-lead">{t('empty')}</p>}
                {rows.map(({ key, name }, index) => (
                  <fieldset key={key} className="support-contact" aria-label={t('contact', { number: index + 1 })}>
                    <Form.Item name={[name, 'name']} label={t('name')}>
                      <Input maxLength={120} />
                    </Form.Item>
                    <Form.Item name={[name, 'purpose']} label={t('purpose')}>
                      <Input maxLength={120} placeholder={t('purposeHint')} />
                    </Form.Item>
                    <Form.Item name={[name, 'phone']} label={t('phone')}>
                      <Input type="tel" maxLength={120} />
                    </Form.Item>
                    <Form.Item name={[name, 'zalo']} label={t('zalo')}>
                      <Input type="tel" maxLength={120} />
                    </Form.Item>
                    <div className="support-order">
                      <Button
                        icon={<ArrowUpOutlined aria-hidden />}
                        aria-label={t('up', { number: index + 1 })}
                        disabled={index === 0}
                        onClick={() => move(index, index - 1)}
                      />
                      <Button
                        icon={<ArrowDownOutlined aria-hidden />}
                        aria-label={t('down', { number: index + 1 })}
                        disabled={index === rows.length - 1}
                        onClick={() => move(index, index + 1)}
                      />
                      <Button
                        icon={<DeleteOutlined aria-hidden />}
                        aria-label={t('remove', { number: index + 1 })}
                        onClick={() => remove(name)}
                      />
                    </div>
                  </fieldset>
                ))}
                <div className="support-buttons">
                  <Button icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>
                    {t('add')}
                  </Button>
                  <Button type="primary" htmlType="submit" loading={save.isPending}>
                    {t('save')}
                  </Button>
                </div>
              </>
            )}
          </Form.List>
        </Form>
      )}
    </>
  );
}
