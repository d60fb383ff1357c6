import * as Y from 'yjs';
import type { Fields } from '../fields.ts';
import { isFragment, isText, readFields, sameValue } from '../records.ts';
import { restorePage } from './restore-page.ts';
import { restoreText } from './restore-text.ts';

/**
 * Makes the declared fields of a record what they were in an older state of it. Values are set where they
 * read differently; texts and pages are changed inside the types that are there, never made anew under
 * their key. The caller opens the transaction.
 */
export function restoreFields(now: Y.Map<unknown>, then: Y.Map<unknown>, fields: Fields): void {
  for (const [key, field] of Object.entries(fields)) {
    const [was, is] = [then.get(key), now.get(key)];
    switch (field.holds) {
      case 'text':
        if (isText(was) && isText(is)) restoreText(is, was);
        break;
      case 'fragment':
        if (isFragment(was) && isFragment(is)) restorePage(is, was);
        break;
      case 'value': {
        const read = readFields(then, '', { [key]: field }, []);
        const stands = readFields(now, '', { [key]: field }, []);
        if (read !== null && !sameValue(read[key], stands?.[key])) now.set(key, read[key]);
        break;
      }
      default:
        field satisfies never;
    }
  }
}

/** A record that is not there at all, as it was: a rebuilt document may lack one, and then nothing stands under its key. */
export function recreate(root: Y.Map<unknown>, id: string, then: Y.Map<unknown>, fields: Fields): void {
  const record = new Y.Map<unknown>();
  root.set(id, record);
  for (const [key, field] of Object.entries(fields)) {
    if (field.holds === 'text') record.set(key, new Y.Text());
    if (field.holds === 'fragment') record.set(key, new Y.XmlFragment());
  }
  restoreFields(record, then, fields);
}
