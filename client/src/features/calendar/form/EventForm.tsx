import { Button, Checkbox, MultiSelect, NativeSelect, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { CalendarEvent, InfoFacts, Shot, When } from '@clapper/documents';
import { EVENT_LIMITS, EVENT_STATUSES, EVENT_TYPES } from '@clapper/documents';
import { instantOf, isKnownZone, wallOf } from '@clapper/documents/calendar';
import { useEffect, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Form } from '../../../ui/Form.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import type { EventEdit, EventFields } from '../session/actions.ts';
import { myZone } from '../session/use-session.ts';
import { zoneName } from '../views/zone-name.ts';
import classes from './EventForm.module.css';
import type { Typed } from './unsaved.ts';
import { editOf, REPEAT_NAMES, ruleOf, valuesOf, whenOf, withStart, type FormValues } from './values.ts';

interface EventFormProps {
  event: Parameters<typeof valuesOf>[0];
  when: When;
  zone: string;
  isNew: boolean;
  writable: boolean;
  members: InfoFacts['members'];
  shots: readonly Pick<Shot, 'id' | 'number' | 'title'>[];
  /** What it books twice, in words. */
  also: readonly string[];
  onEdit: (edit: EventEdit) => void;
  onCreate: (event: { when: When; fields: EventFields; repeats: CalendarEvent['repeats'] }) => void;
  /** A second one like it, once what was changed here is kept. */
  onCopy: () => void;
  onDelete: () => void;
  /** What the fields say now, as long as somebody is at it; null: as it was. */
  onDraft: (draft: { when: When; values: FormValues } | null) => void;
  /** What was typed before, when the form went away with it. */
  resumed: Typed | null;
  /** What is typed and not saved; null: nothing. */
  onTyped: (typed: Typed | null) => void;
}

/** Everything an event says. What is changed is written together: of a series one is asked how much of it is meant. */
export function EventForm(props: EventFormProps) {
  const {
    event,
    when,
    zone,
    isNew,
    writable,
    members,
    shots,
    also,
    onEdit,
    onCreate,
    onCopy,
    onDelete,
    onDraft,
    resumed,
    onTyped,
  } = props;
  const { t } = useTranslation('calendar');
  const times = useId();
  const fresh = useMemo(() => valuesOf(event, when, zone), [event, when, zone]);
  const [before, setBefore] = useState(resumed?.before ?? fresh);
  const [values, setValues] = useState(resumed?.values ?? before);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<FormValues>) => setValues((now) => ({ ...now, ...change }));
  const placed = whenOf(values);
  const edit = 'when' in placed ? editOf(before, values, placed.when) : null;
  const dirty = isNew || edit !== null || !('when' in placed);

  // What others change shows as long as nothing was changed here.
  useEffect(() => {
    if (isNew || (!isSame(values, before) && !isSame(values, fresh))) return;
    setBefore(fresh);
    setValues(fresh);
    // Only when the event has changed.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [fresh]);

  useEffect(() => {
    onDraft(dirty && 'when' in placed ? { when: placed.when, values } : null);
    onTyped(writable && !isSame(values, before) ? { before, values } : null);
    // What the fields say is all that is told.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [values, before, dirty]);

  const submit = () => {
    setTried(true);
    if (!writable || !('when' in placed)) return;
    if (!isNew) return edit === null ? undefined : onEdit(edit);
    const { title, type, status, people, location, shots, description, callTime } = values;
    const fields = { title, type, status, location, description, callTime: callTime || null };
    onCreate({
      when: placed.when,
      fields: { ...fields, people: [...people], shots: [...shots] },
      repeats: ruleOf(values),
    });
  };

  const names = useMemo(() => new Map(members.map(({ id, name }) => [id, name])), [members]);
  const asTag = ({ user, name }: FormValues['people'][number]) =>
    user === null ? name : (names.get(user) ?? name);
  const setPeople = (tags: readonly string[]) => {
    const people = tags.slice(0, EVENT_LIMITS.people).map((tag) => {
      const there = values.people.find((person) => asTag(person) === tag);
      const member = members.find(({ name }) => name === tag);
      return there ?? { user: member?.id ?? null, name: tag.slice(0, EVENT_LIMITS.name) };
    });
    set({ people });
  };
  const mine = myZone();
  const inMine =
    !values.allDay && 'when' in placed && values.zone !== mine && isKnownZone(values.zone)
      ? [placed.when.start, placed.when.end]
          .map((wall) => wallOf(instantOf(wall, values.zone), mine).slice(11))
          .join(' – ')
      : null;

  return (
    <Form onSubmit={submit} className={classes['form']}>
      <TextInput
        label={t('form.title')}
        value={values.title}
        maxLength={EVENT_LIMITS.title}
        data-autofocus={isNew || undefined}
        // The person has just asked for it.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={isNew}
        readOnly={!writable}
        onChange={({ currentTarget }) => set({ title: currentTarget.value })}
      />
      <div className={classes['pair']}>
        <NativeSelect
          label={t('form.type')}
          value={values.type}
          disabled={!writable}
          data={EVENT_TYPES.map((value) => ({ value, label: t(`type.${value}`) }))}
          onChange={({ currentTarget }) =>
            set({ type: EVENT_TYPES.find((one) => one === currentTarget.value)! })
          }
        />
        <NativeSelect
          label={t('form.status')}
          value={values.status}
          disabled={!writable}
          data={EVENT_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
          onChange={({ currentTarget }) =>
            set({ status: EVENT_STATUSES.find((one) => one === currentTarget.value)! })
          }
        />
      </div>
      <Checkbox
        label={t('form.allDay')}
        checked={values.allDay}
        disabled={!writable}
        classNames={{ body: classes['check'] ?? '' }}
        onChange={({ currentTarget }) => set({ allDay: currentTarget.checked })}
      />
      <div className={classes['times']} role="group" aria-label={t('form.times')} aria-describedby={times}>
        <TextInput
          type="date"
          label={t('form.start')}
          value={values.start}
          readOnly={!writable}
          onChange={({ currentTarget }) => setValues((now) => withStart(now, currentTarget.value))}
        />
        {!values.allDay && (
          <TextInput
            type="time"
            label={t('form.startTime')}
            value={values.startTime}
            readOnly={!writable}
            onChange={({ currentTarget }) => set({ startTime: currentTarget.value })}
          />
        )}
        <TextInput
          type="date"
          label={t('form.end')}
          value={values.end}
          readOnly={!writable}
          onChange={({ currentTarget }) => set({ end: currentTarget.value })}
        />
        {!values.allDay && (
          <TextInput
            type="time"
            label={t('form.endTime')}
            value={values.endTime}
            readOnly={!writable}
            onChange={({ currentTarget }) => set({ endTime: currentTarget.value })}
          />
        )}
      </div>
      <p id={times} className={classes['zone']}>
        {values.allDay ? '' : zoneName(values.zone)}
        {inMine !== null && ` · ${t('zone.yours', { time: inMine, zone: zoneName(mine) })}`}
      </p>
      {tried && 'problem' in placed && <Notice tone="bad">{t(placed.problem)}</Notice>}
      <div className={classes['pair']}>
        <NativeSelect
          label={t('form.repeats')}
          value={values.repeat}
          disabled={!writable}
          data={[...REPEAT_NAMES, ...(before.repeat === 'custom' ? (['custom'] as const) : [])].map(
            (value) => ({
              value,
              label: t(`repeat.${value}`),
            }),
          )}
          onChange={({ currentTarget }) =>
            set({ repeat: REPEAT_NAMES.find((one) => one === currentTarget.value) ?? 'custom' })
          }
        />
        {values.repeat !== 'never' && values.repeat !== 'custom' && (
          <TextInput
            type="date"
            label={t('form.until')}
            value={values.until}
            min={values.start}
            readOnly={!writable}
            onChange={({ currentTarget }) => set({ until: currentTarget.value })}
          />
        )}
      </div>
      <TagsInput
        label={t('form.people')}
        placeholder={values.people.length === 0 ? t('form.peopleHint') : ''}
        value={values.people.map(asTag)}
        data={members.map(({ name }) => name).filter((name, at, all) => all.indexOf(name) === at)}
        disabled={!writable}
        classNames={{ pill: classes['pill'] ?? '' }}
        onChange={setPeople}
      />
      <div className={classes['pair']}>
        <TextInput
          label={t('form.location')}
          value={values.location}
          maxLength={EVENT_LIMITS.location}
          readOnly={!writable}
          onChange={({ currentTarget }) => set({ location: currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t('form.call')}
          value={values.callTime}
          readOnly={!writable}
          onChange={({ currentTarget }) => set({ callTime: currentTarget.value })}
        />
      </div>
      {also.length > 0 && (
        <Notice tone="warn">
          {also.map((line) => (
            <span key={line} className={classes['also']}>
              {line}
            </span>
          ))}
        </Notice>
      )}
      <MultiSelect
        label={t('form.shots')}
        value={[...values.shots]}
        data={shots.map(({ id, number, title }) => ({
          value: id,
          label: [t('form.shot', { number }), title].filter(Boolean).join(' '),
        }))}
        searchable
        disabled={!writable}
        classNames={{ pill: classes['pill'] ?? '' }}
        onChange={(chosen) => set({ shots: chosen })}
      />
      <Textarea
        label={t('form.notes')}
        value={values.description}
        maxLength={EVENT_LIMITS.description}
        autosize
        minRows={2}
        maxRows={8}
        readOnly={!writable}
        onChange={({ currentTarget }) => set({ description: currentTarget.value })}
      />
      {writable && (
        <div className={classes['foot']}>
          {!isNew && (
            <Button variant="subtle" color="gray" onClick={onDelete}>
              {t('form.delete')}
            </Button>
          )}
          {!isNew && (
            <Button variant="subtle" color="gray" disabled={dirty} onClick={onCopy}>
              {t('form.copy')}
            </Button>
          )}
          <Button type="submit" variant="filled" disabled={!dirty} className={classes['save']}>
            {t(isNew ? 'form.create' : 'form.save')}
          </Button>
        </div>
      )}
    </Form>
  );
}

function isSame(a: FormValues, b: FormValues): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
