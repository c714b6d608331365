import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { hasWords } from '../../ui/folded';
import { useSaying } from '../../ui/useSaying';
import { EarlierMeeting } from './EarlierMeeting';
import type { FormState } from './form';
import { meetingQuery, type SiteChoice, siteGroupsQuery } from './meetingQueries';
import { siteTree, unitsIn } from './siteTree';

interface QuickChoiceProps {
  choice: SiteChoice | undefined;
  members: FormState['members'];
  onAdd: (siteIds: readonly string[]) => void;
}

/** Many sites at one stroke. */
export function QuickChoice({ choice, members, onAdd }: QuickChoiceProps) {
  const { t } = useTranslation('registration');
  const say = useSaying();
  const queries = useQueryClient();
  const units = useMemo(() => (choice ? unitsIn(siteTree(choice)) : []), [choice]);
  const groups = useQuery(siteGroupsQuery);
  const [naming, setNaming] = useState(false);
  const fromMeeting = useMutation({
    mutationFn: (id: string) => queries.fetchQuery(meetingQuery(id)),
    onSuccess: ({ content }) => {
      const there = new Set(choice?.sites.map((site) => site.id));
      onAdd((content.members ?? []).map((member) => member.siteId).filter((id) => there.has(id)));
    },
    onError: say.refused,
  });
  return (
    <div className="quick-choice">
      <Select
        aria-label={t('form.allOf')}
        placeholder={t('form.allOf')}
        value={null}
        showSearch={{ filterOption: (typed, option) => hasWords(String(option?.label ?? ''), typed) }}
        options={units.map((unit) => ({ value: unit.key, label: `${unit.title} (${unit.siteIds.length})` }))}
        onChange={(key) => onAdd(units.find((unit) => unit.key === key)?.siteIds ?? [])}
      />
      {(groups.data?.length ?? 0) > 0 && (
        <Select
          aria-label={t('form.groups')}
          placeholder={t('form.groups')}
          value={null}
          options={groups.data?.map((group) => ({ value: group.id, label: `${group.name} (${group.siteIds.length})` }))}
          onChange={(id) => onAdd(groups.data?.find((group) => group.id === id)?.siteIds ?? [])}
        />
      )}
      <EarlierMeeting label={t('form.fromMeeting')} onChoose={(meeting) => fromMeeting.mutate(meeting.id)} />
      {members.length > 1 && <Button onClick={() => setNaming(true)}>{t('form.groupSave')}</Button>}
      {naming && (
        <NameDialog
          title={t('form.groupSave')}
          label={t('form.groupName')}
          onCancel={() => setNaming(false)}
          onSave={async (name) => {
            await answerOf(
              api.POST('/api/site-groups', { body: { name, siteIds: members.map((member) => member.siteId) } }),
            );
            setNaming(false);
            say.done(t('form.groupSaved'));
            void queries.invalidateQueries({ queryKey: siteGroupsQuery.queryKey });
          }}
        />
      )}
    </div>
  );
}

interface NameDialogProps {
  title: string;
  label: string;
  onSave: (name: string) => Promise<void>;
  onCancel: () => void;
}

/** Asks for a name to keep something by. */
export function NameDialog({ title, label, onSave, onCancel }: NameDialogProps) {
  const { t } = useTranslation('registration');
  const say = useSaying();
  const [name, setName] = useState('');
  const save = useMutation({ mutationFn: () => onSave(name.trim()), onError: say.refused });
  return (
    <Modal
      open
      title={title}
      okText={title}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !name.trim() }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={onCancel}
    >
      <Input
        autoFocus
        aria-label={label}
        placeholder={label}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={() => name.trim() && save.mutate()}
      />
    </Modal>
  );
}
