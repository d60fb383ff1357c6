import { Button, Menu, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CARD_FIELDS, type CardField } from '../session/fields.ts';
import classes from './Menus.module.css';

interface FieldsMenuProps {
  fields: readonly CardField[];
  onChange: (fields: readonly CardField[]) => void;
  guides: boolean;
  onGuides: (guides: boolean) => void;
}

/** Which fields a card shows, for this person. */
export function FieldsMenu({ fields, onChange, guides, onGuides }: FieldsMenuProps) {
  const { t } = useTranslation('board');
  const flip = (field: CardField) =>
    onChange(
      CARD_FIELDS.filter((known) => (known === field ? !fields.includes(field) : fields.includes(known))),
    );
  return (
    <Menu position="bottom-end" width={200} closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="subtle" className={classes['quiet']} leftSection={<IconEye size={16} aria-hidden />}>
          <VisuallyHidden>{t('fields.labelCount', { count: fields.length })}</VisuallyHidden>
          <span className={classes['word']} aria-hidden>
            {t('fields.label')}
          </span>
          <span className={classes['count']} aria-hidden>
            {fields.length}
          </span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {CARD_FIELDS.map((field) => (
          <Menu.Item
            key={field}
            role="menuitemcheckbox"
            aria-checked={fields.includes(field)}
            leftSection={<IconCheck size={17} aria-hidden opacity={fields.includes(field) ? 1 : 0} />}
            onClick={() => flip(field)}
          >
            {t(`field.${field}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          role="menuitemcheckbox"
          aria-checked={guides}
          leftSection={<IconCheck size={17} aria-hidden opacity={guides ? 1 : 0} />}
          onClick={() => onGuides(!guides)}
        >
          {t('guides')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
