import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';

/** What can be done to one row, behind three dots that say whose they are. */
export function RowMenu({ label, items }: { label: string; items: MenuProps['items'] }) {
  return (
    <Dropdown trigger={['click']} placement="bottomRight" menu={{ items }}>
      <Button type="text" icon={<EllipsisOutlined aria-hidden />} aria-label={label} aria-haspopup="menu" />
    </Dropdown>
  );
}
