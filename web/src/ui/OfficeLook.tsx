import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import viVN from 'antd/locale/vi_VN';
import dayjs from 'dayjs';
import 'dayjs/locale/vi';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import './office.css';
import { officeTheme } from './theme';
import { useTextSize } from './useTextSize';

/** Ant Design with our theme and words, for what stands in it. */
export function OfficeLook({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const size = useTextSize();
  useEffect(() => {
    dayjs.locale(i18n.language);
  }, [i18n.language]);
  return (
    <ConfigProvider locale={i18n.language === 'en' ? enUS : viVN} theme={officeTheme(size)}>
      {/* Below the head: a message does not lie on the navigation. */}
      <App message={{ maxCount: 3, top: 80 }}>{children}</App>
    </ConfigProvider>
  );
}
