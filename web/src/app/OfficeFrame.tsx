import { ConfigProvider } from 'antd';
import { Outlet } from 'react-router';
export function OfficeFrame() {
  return (
    <ConfigProvider>
      <Outlet />
    </ConfigProvider>
  );
}
