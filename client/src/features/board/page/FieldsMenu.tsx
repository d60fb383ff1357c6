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
          <Menu.CheckboxItem
            key={field}
            checked={fields.includes(field)}
            checkIcon={<IconCheck size={17} aria-hidden />}
            onChange={() => flip(field)}
          >
            {t(`field.${field}`)}
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.CheckboxItem
          checked={guides}
          checkIcon={<IconCheck size={17} aria-hidden />}
          onChange={() => onGuides(!guides)}
        >
          {t('guides')}
        </Menu.CheckboxItem>
      </Menu.Dropdown>
    </Menu>
  );
}
