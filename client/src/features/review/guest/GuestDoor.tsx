import type { ApiGuestPreview } from '@clapper/protocol';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorCode, fieldCodes, useErrorText } from '../../../app/errors.ts';
import { Form } from '../../../ui/Form.tsx';
import { Mark } from '../../../ui/Mark.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useFirstFocus } from '../../../ui/use-first-focus.ts';
import type { GuestSession } from './guest-session.ts';
import classes from './Guest.module.css';

/** What the link opens, and whoever holds it says who they are. */
export function GuestDoor({ session, preview }: { session: GuestSession; preview: ApiGuestPreview }) {
  const { t } = useTranslation('guest');
  const { t: common } = useTranslation();
  const { t: errors } = useTranslation('errors');
  const errorText = useErrorText();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const field = useFirstFocus();
  const wrong = failure === null ? undefined : fieldCodes(failure)['name'];

  const enter = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await session.enter(name);
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };

  return (
    <main className={classes['door']}>
      <p className={classes['brand']}>
        <Mark size={22} />
        {common('appName')}
      </p>
      <div>
        <p className={classes['project']}>{t('open.project', { project: preview.project.name })}</p>
        <h1 className={classes['title']} data-testid="project-title">
          {t('open.title', { video: preview.video.title })}
        </h1>
        <p className={classes['lead']}>{t(`open.${preview.role}`)}</p>
      </div>
      <Form className={classes['fields']} onSubmit={enter}>
        <TextInput
          ref={field}
          label={t('open.name')}
          description={t('open.nameHint')}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
          error={wrong === undefined ? undefined : errors(`field.${wrong}`)}
          autoComplete="name"
          name="name"
          size="lg"
        />
        {failure !== null && errorCode(failure) !== 'INVALID_FIELDS' && (
          <Notice tone="bad">{errorText(failure)}</Notice>
        )}
        <Button type="submit" variant="filled" size="lg" loading={busy} disabled={name.trim() === ''}>
          {t('open.submit')}
        </Button>
      </Form>
    </main>
  );
}
