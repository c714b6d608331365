import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import './ModeChoice.css';
import { modes, type RoomMode } from './roomQueries';

interface ModeChoiceProps {
  /** Given by Form.Item, as the following two. */
  id?: string;
  value?: RoomMode;
  onChange?: (mode: RoomMode) => void;
}

/** The three modes, each with who may speak in it. */
export function ModeChoice({ id, value, onChange }: ModeChoiceProps) {
  const { t } = useTranslation('rooms');
  return (
    <Radio.Group
      id={id}
      className="mode-choice"
      aria-label={t('form.mode')}
      value={value}
      onChange={(event) => onChange?.(event.target.value as RoomMode)}
    >
      {modes.map((mode) => (
        <Radio key={mode} value={mode} className="mode-option">
          <strong>{t(`modes.${mode}`)}</strong>
          <span>{t(`modeHints.${mode}`)}</span>
        </Radio>
      ))}
    </Radio.Group>
  );
}
