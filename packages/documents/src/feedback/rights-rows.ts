import { SHAPE_SAMPLES, shapeRights } from '../drawing/rights-rows.ts';
import type { RightsTable } from '../rights-table.ts';

const FILE = { hash: 'a'.repeat(64), name: '프레임.webp', type: 'image/webp', bytes: 48_000 };

/** What the rights tables of reviews and of internal notes say of what both hold. */
export const FEEDBACK_SAMPLES: RightsTable['samples'] = {
  notes: {
    made: ({ me, myName }) => ({
      cut: 'any',
      place: { frame: 24, endFrame: null, time: 1 },
      authorId: me,
      authorName: myName,
      createdAt: 1,
      words: '@동료 이 컷이 길어요',
    }),
    changed: ({ me, myName, other }) => ({
      cut: 'another',
      place: { frame: 48, endFrame: 72, time: 2 },
      authorId: me,
      authorName: myName,
      createdAt: 2,
      words: '조금 길어요',
      mentions: [{ user: other, name: 'Colleague' }],
      editedAt: 2,
      screenshot: { ...FILE, width: 1280, height: 720, thumbhash: null },
      attachments: [FILE],
      tags: ['색'],
      priority: 'critical',
      status: { by: me, at: 2, is: 'resolved' },
      assignee: other,
      due: '2026-12-24',
      carried: { by: me, at: 2, cut: 'another', place: { frame: 0, endFrame: null, time: 0 } },
      deleted: { by: me, at: 2 },
      hidden: { by: me, at: 2 },
    }),
  },
  replies: {
    made: ({ me, myName }) => ({
      note: 'any',
      to: 'any',
      authorId: me,
      authorName: myName,
      createdAt: 1,
      words: '맞아요',
    }),
    changed: ({ me, myName, other }) => ({
      note: 'another',
      to: 'another',
      authorId: me,
      authorName: myName,
      createdAt: 2,
      words: '아닌가요',
      mentions: [{ user: other, name: 'Colleague' }],
      editedAt: 2,
      deleted: { by: me, at: 2 },
      hidden: { by: me, at: 2 },
    }),
  },
  reactions: { first: ['👍'], changed: ['👍', '❤️'] },
  shapes: SHAPE_SAMPLES,
};

/** Where reviewers do not write the kind at all, theirs is no; no link opens it then. */
export function feedbackRights({ reviewer }: { reviewer: 'yes' | 'no' }): string {
  const rows = ROWS.replaceAll('self', reviewer.padEnd(4)).replaceAll('link', reviewer.padEnd(4));
  return rows + shapeRights({ reviewer, guest: reviewer });
}

const ROWS = `
                                                                                                                                                                                     owner admin editor reviewer viewer guest onlooker stranger
    notes · create                                                                                                                                                                   yes   yes   yes    self     no     link  no       no
    notes · create with an unknown field                                                                                                                                             no    no    no     no       no     no    no       no
    notes · create a plain value                                                                                                                                                     no    no    no     no       no     no    no       no
    notes · create another shared type                                                                                                                                               no    no    no     no       no     no    no       no
    notes · create a subdocument                                                                                                                                                     no    no    no     no       no     no    no       no
    notes · create ContentJSON                                                                                                                                                       no    no    no     no       no     no    no       no
    notes · add a list item                                                                                                                                                          no    no    no     no       no     no    no       no
    notes · set an unknown field                                                                                                                                                     no    no    no     no       no     no    no       no
    notes · remove own                                                                                                                                                               no    no    no     no       no     no    no       no
    notes · remove others’                                                                                                                                                           no    no    no     no       no     no    no       no
    notes · replace own                                                                                                                                                              no    no    no     no       no     no    no       no
    notes · replace others’                                                                                                                                                          no    no    no     no       no     no    no       no
    notes · tombstone over own                                                                                                                                                       no    no    no     no       no     no    no       no
    notes · tombstone over others’                                                                                                                                                   no    no    no     no       no     no    no       no
    notes.cut place authorId authorName createdAt · left out of a new one                                                                                                            no    no    no     no       no     no    no       no
    notes.authorId authorName · forged in a new one                                                                                                                                  no    no    no     no       no     no    no       no
    notes.authorId authorName status carried deleted hidden · set in another’s name                                                                                                  no    no    no     no       no     no    no       no
    notes.place words editedAt screenshot attachments deleted tags priority status due carried · change own                                                                          yes   yes   yes    self     no     link  no       no
    notes.mentions assignee · change own                                                                                                                                             yes   yes   yes    self     no     no    no       no
    notes.hidden · change own                                                                                                                                                        yes   yes   no     no       no     no    no       no
    notes.cut authorId authorName createdAt · change own                                                                                                                             no    no    no     no       no     no    no       no
    notes.place words mentions editedAt screenshot attachments deleted cut authorId authorName createdAt · change others’                                                            no    no    no     no       no     no    no       no
    notes.tags priority status assignee due carried · change others’                                                                                                                 yes   yes   yes    no       no     no    no       no
    notes.hidden · change others’                                                                                                                                                    yes   yes   no     no       no     no    no       no
    notes.place words mentions editedAt screenshot attachments deleted cut authorId authorName createdAt · overwrite others’ unseen                                                  no    no    no     no       no     no    no       no
    notes.tags priority status assignee due carried · overwrite others’ unseen                                                                                                       yes   yes   yes    no       no     no    no       no
    notes.hidden · overwrite others’ unseen                                                                                                                                          yes   yes   no     no       no     no    no       no
    notes.place words mentions editedAt screenshot attachments deleted cut authorId authorName createdAt · overwrite others’ unseen and say so                                       no    no    no     no       no     no    no       no
    notes.tags priority status assignee due carried · overwrite others’ unseen and say so                                                                                            yes   yes   yes    no       no     no    no       no
    notes.hidden · overwrite others’ unseen and say so                                                                                                                               yes   yes   no     no       no     no    no       no
    notes.place words mentions editedAt screenshot attachments deleted cut authorId authorName createdAt · overwrite others’ from behind                                             no    no    no     no       no     no    no       no
    notes.tags priority status assignee due carried · overwrite others’ from behind                                                                                                  yes   yes   yes    no       no     no    no       no
    notes.hidden · overwrite others’ from behind                                                                                                                                     yes   yes   no     no       no     no    no       no
    notes.place words mentions editedAt screenshot attachments deleted cut authorId authorName createdAt · tombstone over others’                                                    no    no    no     no       no     no    no       no
    notes.tags priority status assignee due carried · tombstone over others’                                                                                                         yes   yes   yes    no       no     no    no       no
    notes.hidden · tombstone over others’                                                                                                                                            yes   yes   no     no       no     no    no       no
    notes.words editedAt screenshot attachments deleted tags priority status due carried · remove own                                                                                yes   yes   yes    self     no     link  no       no
    notes.mentions assignee · remove own                                                                                                                                             yes   yes   yes    self     no     no    no       no
    notes.hidden · remove own                                                                                                                                                        yes   yes   no     no       no     no    no       no
    notes.cut authorId authorName createdAt place · remove own                                                                                                                       no    no    no     no       no     no    no       no
    notes.cut place authorId authorName words mentions screenshot attachments tags status assignee due carried deleted hidden · set over its limit                                   no    no    no     no       no     no    no       no
    notes.place screenshot status carried deleted hidden · set with an unknown key                                                                                                   no    no    no     no       no     no    no       no
    notes.cut authorId authorName createdAt place words mentions editedAt screenshot attachments deleted tags priority status assignee due carried hidden · set a wrong type         no    no    no     no       no     no    no       no
    notes.cut authorId authorName createdAt place words mentions editedAt screenshot attachments deleted tags priority status assignee due carried hidden · set a subdocument        no    no    no     no       no     no    no       no
    notes.cut authorId authorName createdAt place words mentions editedAt screenshot attachments deleted tags priority status assignee due carried hidden · set ContentJSON          no    no    no     no       no     no    no       no
    notes.cut authorId authorName createdAt place words mentions editedAt screenshot attachments deleted tags priority status assignee due carried hidden · set bytes                no    no    no     no       no     no    no       no
    notes.cut authorId authorName createdAt place words mentions editedAt screenshot attachments deleted tags priority status assignee due carried hidden · set several values       no    no    no     no       no     no    no       no
    notes.cut authorId authorName createdAt place words mentions editedAt screenshot attachments deleted tags priority status assignee due carried hidden · set another shared type  no    no    no     no       no     no    no       no
    notes.editedAt screenshot attachments deleted tags priority status due carried · set in a new one                                                                                yes   yes   yes    self     no     link  no       no
    notes.mentions assignee · set in a new one                                                                                                                                       yes   yes   yes    self     no     no    no       no
    notes.hidden · set in a new one                                                                                                                                                  yes   yes   no     no       no     no    no       no
    replies · create                                                                                                                                                                 yes   yes   yes    self     no     link  no       no
    replies · create with an unknown field                                                                                                                                           no    no    no     no       no     no    no       no
    replies · create a plain value                                                                                                                                                   no    no    no     no       no     no    no       no
    replies · create another shared type                                                                                                                                             no    no    no     no       no     no    no       no
    replies · create a subdocument                                                                                                                                                   no    no    no     no       no     no    no       no
    replies · create ContentJSON                                                                                                                                                     no    no    no     no       no     no    no       no
    replies · add a list item                                                                                                                                                        no    no    no     no       no     no    no       no
    replies · set an unknown field                                                                                                                                                   no    no    no     no       no     no    no       no
    replies · remove own                                                                                                                                                             no    no    no     no       no     no    no       no
    replies · remove others’                                                                                                                                                         no    no    no     no       no     no    no       no
    replies · replace own                                                                                                                                                            no    no    no     no       no     no    no       no
    replies · replace others’                                                                                                                                                        no    no    no     no       no     no    no       no
    replies · tombstone over own                                                                                                                                                     no    no    no     no       no     no    no       no
    replies · tombstone over others’                                                                                                                                                 no    no    no     no       no     no    no       no
    replies.note authorId authorName createdAt · left out of a new one                                                                                                               no    no    no     no       no     no    no       no
    replies.authorId authorName · forged in a new one                                                                                                                                no    no    no     no       no     no    no       no
    replies.authorId authorName deleted hidden · set in another’s name                                                                                                               no    no    no     no       no     no    no       no
    replies.words editedAt deleted · change own                                                                                                                                      yes   yes   yes    self     no     link  no       no
    replies.mentions · change own                                                                                                                                                    yes   yes   yes    self     no     no    no       no
    replies.hidden · change own                                                                                                                                                      yes   yes   no     no       no     no    no       no
    replies.note to authorId authorName createdAt · change own                                                                                                                       no    no    no     no       no     no    no       no
    replies.words mentions editedAt deleted note to authorId authorName createdAt · change others’                                                                                   no    no    no     no       no     no    no       no
    replies.hidden · change others’                                                                                                                                                  yes   yes   no     no       no     no    no       no
    replies.words mentions editedAt deleted note to authorId authorName createdAt · overwrite others’ unseen                                                                         no    no    no     no       no     no    no       no
    replies.hidden · overwrite others’ unseen                                                                                                                                        yes   yes   no     no       no     no    no       no
    replies.words mentions editedAt deleted note to authorId authorName createdAt · overwrite others’ unseen and say so                                                              no    no    no     no       no     no    no       no
    replies.hidden · overwrite others’ unseen and say so                                                                                                                             yes   yes   no     no       no     no    no       no
    replies.words mentions editedAt deleted note to authorId authorName createdAt · overwrite others’ from behind                                                                    no    no    no     no       no     no    no       no
    replies.hidden · overwrite others’ from behind                                                                                                                                   yes   yes   no     no       no     no    no       no
    replies.words mentions editedAt deleted note to authorId authorName createdAt · tombstone over others’                                                                           no    no    no     no       no     no    no       no
    replies.hidden · tombstone over others’                                                                                                                                          yes   yes   no     no       no     no    no       no
    replies.words editedAt deleted · remove own                                                                                                                                      yes   yes   yes    self     no     link  no       no
    replies.mentions · remove own                                                                                                                                                    yes   yes   yes    self     no     no    no       no
    replies.hidden · remove own                                                                                                                                                      yes   yes   no     no       no     no    no       no
    replies.note to authorId authorName createdAt · remove own                                                                                                                       no    no    no     no       no     no    no       no
    replies.note to authorId authorName words mentions deleted hidden · set over its limit                                                                                           no    no    no     no       no     no    no       no
    replies.deleted hidden · set with an unknown key                                                                                                                                 no    no    no     no       no     no    no       no
    replies.note to authorId authorName createdAt words mentions editedAt deleted hidden · set a wrong type                                                                          no    no    no     no       no     no    no       no
    replies.note to authorId authorName createdAt words mentions editedAt deleted hidden · set a subdocument                                                                         no    no    no     no       no     no    no       no
    replies.note to authorId authorName createdAt words mentions editedAt deleted hidden · set ContentJSON                                                                           no    no    no     no       no     no    no       no
    replies.note to authorId authorName createdAt words mentions editedAt deleted hidden · set bytes                                                                                 no    no    no     no       no     no    no       no
    replies.note to authorId authorName createdAt words mentions editedAt deleted hidden · set several values                                                                        no    no    no     no       no     no    no       no
    replies.note to authorId authorName createdAt words mentions editedAt deleted hidden · set another shared type                                                                   no    no    no     no       no     no    no       no
    replies.editedAt deleted · set in a new one                                                                                                                                      yes   yes   yes    self     no     link  no       no
    replies.mentions · set in a new one                                                                                                                                              yes   yes   yes    self     no     no    no       no
    replies.hidden · set in a new one                                                                                                                                                yes   yes   no     no       no     no    no       no
    reactions · set own first                                                                                                                                                        yes   yes   yes    self     no     link  no       no
    reactions · change own                                                                                                                                                           yes   yes   yes    self     no     link  no       no
    reactions · remove own                                                                                                                                                           yes   yes   yes    self     no     link  no       no
    reactions · set as another                                                                                                                                                       no    no    no     no       no     no    no       no
    reactions · change another’s                                                                                                                                                     no    no    no     no       no     no    no       no
    reactions · overwrite another’s unseen                                                                                                                                           no    no    no     no       no     no    no       no
    reactions · remove another’s                                                                                                                                                     no    no    no     no       no     no    no       no
    reactions · tombstone over another’s                                                                                                                                             no    no    no     no       no     no    no       no
    reactions · set under nobody’s key                                                                                                                                               no    no    no     no       no     no    no       no
    reactions · set under a key of three parts                                                                                                                                       no    no    no     no       no     no    no       no
    reactions · set a wrong type                                                                                                                                                     no    no    no     no       no     no    no       no
    reactions · set over its limit                                                                                                                                                   no    no    no     no       no     no    no       no
    reactions · set a shared type                                                                                                                                                    no    no    no     no       no     no    no       no
    reactions · set a subdocument                                                                                                                                                    no    no    no     no       no     no    no       no
    reactions · set ContentJSON                                                                                                                                                      no    no    no     no       no     no    no       no
    reactions · add a list item                                                                                                                                                      no    no    no     no       no     no    no       no
`;
