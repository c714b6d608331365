import type { ThemeConfig } from 'antd';

/** The office in Ant Design's tokens; the colours are those of base.css. `size` is the text size in px (15 on a desk, more on a wall). */
export function officeTheme(size: number): ThemeConfig {
  const control = Math.round(size * 2.7);
  return {
    token: {
      fontFamily: "'Be Vietnam Pro', system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
      fontSize: size,
      fontSizeSM: Math.max(14, size - 1),
      colorPrimary: '#0b52b8',
      colorInfo: '#0b52b8',
      colorLink: '#0b52b8',
      // Darker when pointed at: the pale blue that would be computed is hard to read.
      colorLinkHover: '#083c8a',
      colorLinkActive: '#083c8a',
      colorError: '#c2151c',
      colorSuccess: '#14713f',
      colorWarning: '#8c5a00',
      // Tints of these dark colours come out muddy when they are computed.
      colorErrorBg: '#fdeeee',
      colorErrorBorder: '#f3b8ba',
      colorSuccessBg: '#e8f6ee',
      colorSuccessBorder: '#a9d9bd',
      colorWarningBg: '#fff5e0',
      colorWarningBorder: '#ecd096',
      colorText: '#14213a',
      colorTextSecondary: '#4b5a75',
      colorTextTertiary: '#58667f',
      colorTextDescription: '#4b5a75',
      colorTextPlaceholder: '#66738c',
      // Switches that are off are filled with it, and carry a word in white.
      colorTextQuaternary: '#5f6d86',
      colorBorder: '#b9c4d4',
      colorBorderSecondary: '#dce3ed',
      colorBgLayout: '#f4f6fa',
      borderRadius: 8,
      borderRadiusLG: 12,
      controlHeight: control,
      controlHeightLG: Math.round(size * 3.2),
      controlHeightSM: Math.round(size * 2.2),
      wireframe: false,
      // base.css takes movement away from those who ask for little; a menu that waited for the end of its opening would stay out of sight.
      motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    },
    components: {
      Button: { fontWeight: 600, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Form: { labelColor: '#14213a', verticalLabelPadding: '0 0 6px', itemMarginBottom: 20 },
      Table: { headerBg: '#f4f6fa', headerColor: '#4b5a75', rowHoverBg: '#f7faff', cellPaddingBlock: 14 },
      Modal: { titleFontSize: size + 5 },
      Segmented: { trackBg: '#e4eaf3', itemColor: '#33425d' },
      Tag: { defaultBg: '#eef2f8', defaultColor: '#33425d' },
    },
  };
}
