import { SearchOutlined } from '@ant-design/icons';
import { Button, Input, Skeleton, Tree } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormState } from './form';
import type { SiteChoice } from './meetingQueries';
import { foundIn, type SiteNode, siteKey, siteTree } from './siteTree';

interface SitePickerProps {
  choice: SiteChoice | undefined;
  form: FormState;
  onToggle: (siteIds: readonly string[], chosen: boolean) => void;
  onAdd: (siteIds: readonly string[]) => void;
}

// Rows that are out of sight are not in the page; five thousand sites scroll like fifty.
const height = 416;

/** The tree of units to tick sites, or whole branches of them. Arrow keys walk, the space bar ticks. */
export function SitePicker({ choice, form, onToggle, onAdd }: SitePickerProps) {
  const { t } = useTranslation('registration');
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const tree = useMemo(() => (choice ? siteTree(choice) : []), [choice]);
  const found = useMemo(() => foundIn(tree, wanted), [tree, wanted]);
  const [opened, setOpened] = useState<readonly string[] | null>(null);
  const expanded = useMemo(
    () => (wanted.trim() ? keysOfUnits(found) : (opened ?? keysOfUnits(tree).slice(0, 1))),
    [wanted, found, opened, tree],
  );
  const foundIds = useMemo(() => found.flatMap((node) => node.siteIds), [found]);
  const checked = useMemo(() => form.members.map((member) => siteKey(member.siteId)), [form.members]);
  if (!choice) return <Skeleton active paragraph={{ rows: 6 }} />;
  return (
    <section className="site-picker" aria-label={t('form.tree')}>
      <Input
        type="search"
        allowClear
        prefix={<SearchOutlined aria-hidden />}
        aria-label={t('form.search')}
        placeholder={t('form.search')}
        title={t('form.searchHint')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        onPressEnter={(event) => {
          event.preventDefault();
          if (search.trim()) onAdd(foundIn(tree, search).flatMap((node) => node.siteIds));
        }}
      />
      {wanted.trim() && (
        <Button block disabled={foundIds.length === 0} onClick={() => onAdd(foundIds)}>
          {t('form.chooseFound', { count: foundIds.length })}
        </Button>
      )}
      <Tree<SiteNode>
        checkable
        blockNode
        selectable={false}
        virtual
        height={height}
        treeData={found}
        checkedKeys={checked}
        expandedKeys={[...expanded]}
        onExpand={(keys) => setOpened(keys.map(String))}
        onCheck={(_, { node, checked: chosen }) => onToggle(node.siteIds, chosen)}
      />
    </section>
  );
}

function keysOfUnits(nodes: readonly SiteNode[]): string[] {
  return nodes.flatMap((node) => (node.children ? [node.key, ...keysOfUnits(node.children)] : []));
}
