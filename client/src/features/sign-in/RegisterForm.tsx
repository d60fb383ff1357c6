import { Button, Checkbox, TextInput } from '@mantine/core';
import { api, type ApiSignedIn } from '@clapper/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorCode, fieldCodes, useErrorText, type FieldCode } from '../../app/errors.ts';
import { forgetGuest, guestToken, lastGuest } from '../../app/guest-memory.ts';
import { session } from '../../app/session.ts';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import classes from './form.module.css';

const FIELDS = ['nickname', 'username', 'email', 'password'] as const;
type Field = (typeof FIELDS)[number];
type Problems = Partial<Record<string, FieldCode>>;

interface RegisterFormProps {
  submit: string;
  inviteCode?: string;
  onDone: (answer: ApiSignedIn) => void;
}

export function RegisterForm({ submit, inviteCode, onDone }: RegisterFormProps) {
  const { t } = useTranslation('sign-in');
  const { t: errors } = useTranslation('errors');
  const errorText = useErrorText();
  const [before] = useState(lastGuest);
  const [keepsNotes, setKeepsNotes] = useState(before !== null);
  const [values, setValues] = useState<Record<Field, string>>(() => {
    const name = before?.came.guest.name ?? '';
    return { nickname: name, username: usernameOf(name), email: '', password: '' };
  });
  const [ownUsername, setOwnUsername] = useState(false);
  const [problems, setProblems] = useState<Problems>({});
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const firstField = useFirstFocus();

  const set = (field: Field, value: string) => {
    setValues((before) => ({
      ...before,
      [field]: value,
      ...(field === 'nickname' && !ownUsername ? { username: usernameOf(value) } : {}),
    }));
    setProblems(({ [field]: _, ...rest }) => rest);
  };
  const error = (field: Field) => {
    const code = problems[field];
    return code === undefined ? undefined : errors(`field.${code}`);
  };

  const send = async () => {
    const found = problemsOf(values);
    setProblems(found);
    setFailure(null);
    const first = FIELDS.find((field) => found[field] !== undefined);
    if (first !== undefined) return document.getElementById(`sign-up-${first}`)?.focus();
    setBusy(true);
    try {
      const guest = before !== null && keepsNotes ? await guestToken(before.link) : null;
      const body = inviteCode === undefined ? values : { ...values, invite_code: inviteCode };
      const answer = await session.register(body, guest);
      if (before !== null && guest !== null) forgetGuest(before.link);
      onDone(answer);
    } catch (caught) {
      const fields = fieldCodes(caught);
      setProblems(fields);
      const code = errorCode(caught);
      if (Object.keys(fields).length === 0 || (code !== 'INVALID_FIELDS' && code !== 'TAKEN'))
        setFailure(caught);
      setBusy(false);
    }
  };

  return (
    <Form onSubmit={send} className={classes['fields']}>
      <TextInput
        id="sign-up-nickname"
        label={t('signUp.nickname')}
        description={t('signUp.nicknameHint')}
        value={values.nickname}
        onChange={(event) => set('nickname', event.currentTarget.value)}
        error={error('nickname')}
        autoComplete="name"
        name="nickname"
        size="lg"
        ref={firstField}
      />
      <TextInput
        id="sign-up-username"
        label={t('signUp.username')}
        value={values.username}
        onChange={(event) => {
          setOwnUsername(true);
          set('username', event.currentTarget.value);
        }}
        error={error('username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        name="username"
        size="lg"
      />
      <TextInput
        id="sign-up-email"
        label={t('signUp.email')}
        value={values.email}
        onChange={(event) => set('email', event.currentTarget.value)}
        error={error('email')}
        autoComplete="email"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        name="email"
        size="lg"
      />
      <PasswordField
        id="sign-up-password"
        label={t('signUp.password')}
        description={t('signUp.passwordHint')}
        value={values.password}
        onChange={(event) => set('password', event.currentTarget.value)}
        error={error('password')}
        autoComplete="new-password"
        name="password"
        size="lg"
      />
      {before !== null && (
        <Checkbox
          label={t('signUp.guest', { name: before.came.guest.name, video: before.came.video.title })}
          description={t('signUp.guestHint')}
          checked={keepsNotes}
          onChange={(event) => setKeepsNotes(event.currentTarget.checked)}
        />
      )}
      {failure !== null && <Notice tone="bad">{errorText(failure)}</Notice>}
      <Button type="submit" variant="filled" size="lg" loading={busy} className={classes['submit']}>
        {submit}
      </Button>
    </Form>
  );
}

/** Most people want the same name twice, without the spaces. */
function usernameOf(name: string): string {
  return name.replaceAll(/[\s@]+/gu, '');
}

/** The same schemas that the server checks with. */
function problemsOf(values: Record<Field, string>): Problems {
  const found: Problems = {};
  const parsed = api.registerBody.safeParse(values);
  for (const issue of parsed.error?.issues ?? []) {
    const field = FIELDS.find((name) => name === issue.path[0]);
    if (field === undefined) continue;
    const empty = values[field].trim() === '';
    found[field] ??= empty ? 'required' : field === 'nickname' ? 'too_long' : field;
  }
  return found;
}
