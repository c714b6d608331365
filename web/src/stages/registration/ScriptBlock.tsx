import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select } from 'antd';
import { type ClipboardEvent, useMemo, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { hasWords } from '../../ui/folded';
import { FormField, idOf } from './FormField';
import { type FormState, scriptLines } from './form';
import type { SiteChoice } from './meetingQueries';
import type { BlockProps } from './TimeBlock';

type Item = FormState['script'][number];

const cues = ['podium', 'grid', 'content', 'podiumAndContent'] as const;
const usualMinutes = 10;

/** The rundown: what, how long, who speaks from where, and what everybody sees meanwhile. */
export function ScriptBlock({ form, change, choice }: BlockProps & { choice: SiteChoice | undefined }) {
  const { t } = useTranslation('registration');
  const list = useRef<HTMLOListElement>(null);
  const write = (next: (script: readonly Item[]) => readonly Item[]) =>
    change((known) => ({ ...known, script: next(known.script) }));
  const insert = (index: number, items: readonly Item[]) => {
    // The next letter already belongs to the new line.
    flushSync(() => write((script) => [...script.slice(0, index), ...items, ...script.slice(index)]));
    list.current?.querySelectorAll<HTMLInputElement>('[data-script-title]')[index]?.focus();
  };
  const paste = (event: ClipboardEvent, index: number) => {
    const text = event.clipboardData.getData('text/plain');
    if (!text.includes('\n') && !text.includes('\t')) return;
    event.preventDefault();
    const items = scriptLines(text);
    const isEmpty = !form.script[index]?.title;
    write((script) => [...script.slice(0, isEmpty ? index : index + 1), ...items, ...script.slice(index + 1)]);
  };
  const move = (index: number, by: number) =>
    write((script) => {
      const next = [...script];
      const [item] = next.splice(index, 1);
      if (item) next.splice(index + by, 0, item);
      return next;
    });
  const sites = useMemo(() => {
    const names = new Map(choice?.sites.map((site) => [site.id, site.name]));
    const there = [form.mainSite, ...form.members].flatMap((site) => (site ? [site.siteId] : []));
    return there.map((id) => ({ value: id, label: names.get(id) ?? '…' }));
  }, [choice, form.mainSite, form.members]);
  const total = form.script.reduce((sum, item) => sum + item.minutes, 0);
  const length =
    form.startsAt && form.endsAt ? Math.round((Date.parse(form.endsAt) - Date.parse(form.startsAt)) / 60_000) : null;
  return (
    <FormField name="script" label={t('form.script')} hint={t('form.scriptHint')}>
      <div id={idOf('script')} tabIndex={-1}>
        <ol className="script" ref={list}>
          {form.script.map((item, index) => {
            const set = (part: Partial<Item>) =>
              write((script) => script.map((known, at) => (at === index ? { ...known, ...part } : known)));
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; lines have no identity of their own while they are typed.
              <li key={index} aria-label={t('form.scriptItem', { number: index + 1 })}>
                <span className="script-number" aria-hidden="true">
                  {index + 1}
                </span>
                <Input
                  data-script-title=""
                  className="script-title"
                  maxLength={500}
                  aria-label={t('form.scriptTitle')}
                  placeholder={t('form.scriptTitle')}
                  value={item.title}
                  onChange={(event) => set({ title: event.target.value })}
                  onPaste={(event) => paste(event, index)}
                  onPressEnter={(event) => {
                    event.preventDefault();
                    insert(index + 1, [{ title: '', minutes: usualMinutes }]);
                  }}
                />
                <InputNumber
                  min={0}
                  max={1440}
                  suffix={'′'}
                  aria-label={t('form.scriptMinutes')}
                  value={item.minutes}
                  onChange={(minutes) => set({ minutes: minutes ?? 0 })}
                />
                <Input
                  maxLength={300}
                  aria-label={t('form.scriptSpeaker')}
                  placeholder={t('form.scriptSpeaker')}
                  value={item.speaker ?? ''}
                  onChange={(event) => set({ speaker: event.target.value })}
                />
                <Select
                  allowClear
                  showSearch={{
                    filterOption: (typed, option) => hasWords(String(option?.label ?? ''), typed),
                  }}
                  aria-label={t('form.scriptSite')}
                  placeholder={t('form.scriptSite')}
                  value={item.speakingSiteId ?? undefined}
                  options={sites}
                  onChange={(speakingSiteId: string | undefined) => set({ speakingSiteId: speakingSiteId ?? null })}
                />
                <Select
                  allowClear
                  aria-label={t('form.scriptCue')}
                  placeholder={t('form.scriptCue')}
                  value={item.cue ?? undefined}
                  options={cues.map((cue) => ({ value: cue, label: t(`cues.${cue}`) }))}
                  onChange={(cue: Item['cue']) => set({ cue: cue ?? null })}
                />
                <span className="script-tools">
                  <Button
                    type="text"
                    size="small"
                    icon={<ArrowUpOutlined aria-hidden />}
                    aria-label={t('form.moveUp')}
                    disabled={index === 0}
                    onClick={() => move(index, -1)}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<ArrowDownOutlined aria-hidden />}
                    aria-label={t('form.moveDown')}
                    disabled={index === form.script.length - 1}
                    onClick={() => move(index, 1)}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<CloseOutlined aria-hidden />}
                    aria-label={t('remove')}
                    onClick={() => write((script) => script.filter((_, at) => at !== index))}
                  />
                </span>
              </li>
            );
          })}
        </ol>
        <div className="script-foot">
          <Button
            icon={<PlusOutlined aria-hidden />}
            onClick={() => insert(form.script.length, [{ title: '', minutes: usualMinutes }])}
          >
            {t('form.addItem')}
          </Button>
          {total > 0 && (
            <span className={length !== null && total > length ? 'script-sum is-over' : 'script-sum'}>
              {length === null
                ? t('form.scriptSum', { minutes: total })
                : t('form.scriptTotal', { minutes: total, length })}
            </span>
          )}
        </div>
      </div>
    </FormField>
  );
}
