import { splitMentions } from './mentions.ts';
import classes from './Note.module.css';

/** What somebody said: names as names, line breaks as they were typed. Nothing in it is ever markup. */
export function Words({
  words,
  mentions,
}: {
  words: string;
  mentions: readonly { user: string; name: string }[];
}) {
  return (
    <p className={classes['words']}>
      {splitMentions(words, mentions).map(({ text, user }, index) =>
        user === null ? (
          text
        ) : (
          <span key={index} className={classes['mention']}>
            {text}
          </span>
        ),
      )}
    </p>
  );
}
