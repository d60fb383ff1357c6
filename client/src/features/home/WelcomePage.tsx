import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/device-context.tsx';
import { useErrorText } from '../../app/errors.ts';
import { isLanguage } from '../../app/i18n.ts';
import { PlainFrame } from '../../app/frame/PlainFrame.tsx';
import { Form } from '../../ui/Form.tsx';
import { FramePicture } from '../../ui/FramePicture.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { nameProblem } from './CreateProjectDialog.tsx';
import { DemoButton } from './DemoButton.tsx';
import { useCreateProject } from './use-create-project.ts';
import classes from './WelcomePage.module.css';

/** After signing up: one question. */
export default function WelcomePage() {
  const { t, i18n } = useTranslation();
  const { t: errors } = useTranslation('errors');
  const errorText = useErrorText();
  const me = useMe();
  const create = useCreateProject();
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const firstField = useFirstFocus();
  const problem = nameProblem(name);

  const send = () => {
    setTried(true);
    if (problem === null)
      create.mutate({
        name: name.trim(),
        template: 'four-acts',
        language: isLanguage(i18n.language) ? i18n.language : 'en',
      });
  };

  const error =
    create.error !== null
      ? errorText(create.error)
      : tried && problem !== null
        ? errors(`field.${problem}`)
        : undefined;
  return (
    <PlainFrame width={720}>
      <div className={classes['page']}>
        <p className={classes['hello']}>{t('welcome.title', { name: me.name })}</p>
        <h1 className={classes['question']}>{t('welcome.question')}</h1>
        <Form onSubmit={send} className={classes['own']}>
          <TextInput
            size="lg"
            label={t('welcome.name')}
            description={t('welcome.nameHint')}
            placeholder={t('create.placeholder')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={error}
            className={classes['name']}
            ref={firstField}
          />
          <Button type="submit" variant="filled" size="lg" loading={create.isPending}>
            {t('welcome.create')}
          </Button>
        </Form>
        <p className={classes['or']}>
          <span>{t('welcome.or')}</span>
        </p>
        <div className={classes['demo']}>
          <span className={classes['picture']}>
            <FramePicture picture="alley" />
          </span>
          <div className={classes['words']}>
            <p className={classes['hint']}>{t('welcome.demoHint')}</p>
            <DemoButton>{t('welcome.demo')}</DemoButton>
          </div>
        </div>
      </div>
    </PlainFrame>
  );
}
