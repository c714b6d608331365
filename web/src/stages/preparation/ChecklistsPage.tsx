import { ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { useSaying } from '../../ui/useSaying';
import './preparation.css';
import { checklistsQuery } from './preparationQueries';
import './texts';

type Checklist = components['schemas']['Checklist'];

const roles = ['mcu', 'main', 'member'] as const;

/** "Danh mục chuẩn bị": what each role sees to before the technical check. */
export function ChecklistsPage() {
  const { t } = useTranslation('preparation');
  const lists = useQuery(checklistsQuery);
  const [role, setRole] = useState<Checklist['role']>('member');
  const list = lists.data?.find((one) => one.role === role);
  return (
    <>
      <PageHeader title={t('admin.checklistsTitle')} lead={t('admin.checklistsLead')} />
      <ErrorNotice error={lists.error} onRetry={() => lists.refetch()} />
      {lists.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      <Segmented
        className="checklist-roles"
        size="large"
        aria-label={t('admin.list')}
        value={role}
        onChange={setRole}
        options={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
      />
      {list && <ListEditor key={role} list={list} />}
    </>
  );
}

interface Line {
  /** Of the page only. */
  key: string;
  id: string | null;
  text: string;
}

let added = 0;

function ListEditor({ list }: { list: Checklist }) {
  const { t } = useTranslation('preparation');
  const say = useSaying();
  const queries = useQueryClient();
  const [lines, setLines] = useState<readonly Line[]>(() => list.items.map(({ id, text }) => ({ key: id, id, text })));
  const save = useMutation({
    mutationFn: () =>
      answerOf(
        api.PUT('/api/checklists/{name}', {
          params: { path: { name: list.role } },
          body: lines.filter(({ text }) => text.trim()).map(({ id, text }) => ({ id, text })),
        }),
      ),
    onSuccess: (lists) => {
      queries.setQueryData(checklistsQuery.queryKey, lists);
      const saved = lists.find(({ role }) => role === list.role)?.items ?? [];
      setLines(saved.map(({ id, text }) => ({ key: id, id, text })));
      say.done(t('admin.saved'));
    },
  });
  const write = (key: string, text: string) =>
    setLines(lines.map((line) => (line.key === key ? { ...line, text } : line)));
  const up = (index: number) =>
    setLines(
      lines.map((line, at) => (at === index - 1 ? lines[index] : at === index ? lines[index - 1] : line) ?? line),
    );
  return (
    <div className="panel">
      <ErrorNotice error={save.error} />
      <ol className="checklist-editor">
        {lines.map((line, index) => (
          <li key={line.key}>
            <Input.TextArea
              autoSize
              value={line.text}
              maxLength={300}
              aria-label={t('admin.item', { number: index + 1 })}
              onChange={(event) => write(line.key, event.target.value.replaceAll('\n', ' '))}
            />
            <Button
              icon={<ArrowUpOutlined aria-hidden />}
              disabled={index === 0}
              aria-label={t('admin.up', { number: index + 1 })}
              onClick={() => up(index)}
            />
            <Button
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t('admin.removeItem', { number: index + 1 })}
              onClick={() => setLines(lines.filter(({ key }) => key !== line.key))}
            />
          </li>
        ))}
      </ol>
      <div className="preparation-buttons">
        <Button onClick={() => setLines([...lines, { key: `new-${added++}`, id: null, text: '' }])}>
          {t('admin.addItem')}
        </Button>
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
          {t('admin.save')}
        </Button>
      </div>
    </div>
  );
}
