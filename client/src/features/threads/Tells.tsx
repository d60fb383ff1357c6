import { useTranslation } from 'react-i18next';
import { useOnline } from '../../app/use-online.ts';
import { useFormat } from '../../ui/format.ts';
import { mentionsIn, strangersIn, type Member } from './mentions.ts';
import classes from './Composer.module.css';

interface TellsProps {
  words: string;
  members: readonly Member[];
  me: string;
  /** Who hears of it without being named, and with them who follows the place; undefined: only who is named. */
  hearers: Iterable<string> | undefined;
  /** A name is being typed: it is nobody's yet. */
  isNaming: boolean;
}

/** Who will be told of what is being written, as the server will decide it, and who is called and will not hear of it. */
export function Tells({ words, members, me, hearers, isNaming }: TellsProps) {
  const { t } = useTranslation('threads');
  const { list } = useFormat();
  const online = useOnline();
  const told = new Set([...mentionsIn(words, members).map(({ user }) => user), ...(hearers ?? [])]);
  const names = members.filter(({ id }) => id !== me && told.has(id)).map(({ name }) => name);
  const strangers = isNaming ? [] : strangersIn(words, members);
  const who = toldAs(names.length > 0, hearers !== undefined);
  // A guest knows nobody of those it reaches.
  const isKnown = members.length > 0;
  return (
    <div className={classes['tells']} aria-live="polite">
      {isKnown && who !== null && (
        <p>
          {t(who, { names: list(names) })}
          {!online && ` ${t('composer.later')}`}
        </p>
      )}
      {strangers.length > 0 && (
        <p data-tone="warn">
          {t('composer.strangers', { names: list(strangers.map((name) => `@${name}`)) })}
        </p>
      )}
    </div>
  );
}

function toldAs(somebody: boolean, followers: boolean) {
  if (!followers) return somebody ? 'composer.tells' : null;
  return somebody ? 'composer.tellsAlso' : 'composer.tellsFollowers';
}
