import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import viVN from 'antd/locale/vi_VN';
import dayjs from 'dayjs';
import 'dayjs/locale/vi';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { useSession } from '../api/session';
import { offerLanguage } from '../ui/i18n';
import { officeTheme } from '../ui/theme';
import { useTextSize } from '../ui/useTextSize';
import { OfflineBar } from './OfflineBar';
import '../ui/office.css';

/** What every office page stands in: Ant Design with our theme and words. */
export function OfficeFrame() {
  const { i18n } = useTranslation();
  const language = useSession().data?.installation.language;
  const size = useTextSize();
  useEffect(() => {
    if (language) offerLanguage(language);
  }, [language]);
  useEffect(() => {
    dayjs.locale(i18n.language);
  }, [i18n.language]);
  return (
    <ConfigProvider locale={i18n.language === 'en' ? enUS : viVN} theme={officeTheme(size)}>
      {/* Below the head: a message does not lie on the navigation. */}
      <AntApp message={{ maxCount: 3, top: 80 }}>
        <OfflineBar />
        <Outlet />
      </AntApp>
    </ConfigProvider>
  );
}
