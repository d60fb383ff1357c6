import { shapeRights, SHAPE_SAMPLES } from '../drawing/rights-rows.ts';
import type { RightsTable } from '../rights-table.ts';

/** Where people talk: from reviewer on, and each their own; nobody edits another's words. */
export const TALK_RIGHTS: RightsTable = {
  kind: 'talk',
  samples: {
    threads: {
      made: ({ me, other }) => ({
        anchor: { type: 'stage', stage: 'any' },
        authorId: me,
        createdAt: 1,
        words: '@동료 이 단계가 길어요',
        mentions: [{ user: other, name: '동료' }],
      }),
      changed: ({ me, other }) => ({
        anchor: { type: 'stage', stage: 'another' },
        authorId: me,
        createdAt: 2,
        words: '조금 길어요',
        mentions: [{ user: other, name: 'Colleague' }],
        editedAt: 2,
        resolved: { by: me, at: 2 },
        assignee: other,
        deleted: { by: me, at: 2 },
        hidden: { by: me, at: 2 },
      }),
    },
    replies: {
      made: ({ me }) => ({ thread: 'any', to: 'any', authorId: me, createdAt: 1, words: '맞아요' }),
      changed: ({ me, other }) => ({
        thread: 'another',
        to: 'another',
        authorId: me,
        createdAt: 2,
        words: '아닌가요',
        mentions: [{ user: other, name: 'Colleague' }],
        editedAt: 2,
        deleted: { by: me, at: 2 },
        hidden: { by: me, at: 2 },
      }),
    },
    reactions: { first: ['👍'], changed: ['👍', '❤️'] },
    approvals: { first: { verdict: 'changes', at: 1 }, changed: { verdict: 'approved', at: 2 } },
    survey: { first: { score: 3, at: 1 }, changed: { score: 5, at: 2 } },
    shapes: SHAPE_SAMPLES,
  },
  expected: `
                                                                                                                          owner admin editor reviewer viewer guest onlooker stranger
    threads · create                                                                                                      yes   yes   yes    yes      no     no    no       no
    threads · create with an unknown field                                                                                no    no    no     no       no     no    no       no
    threads · create a plain value                                                                                        no    no    no     no       no     no    no       no
    threads · create another shared type                                                                                  no    no    no     no       no     no    no       no
    threads · create a subdocument                                                                                        no    no    no     no       no     no    no       no
    threads · create ContentJSON                                                                                          no    no    no     no       no     no    no       no
    threads · add a list item                                                                                             no    no    no     no       no     no    no       no
    threads · set an unknown field                                                                                        no    no    no     no       no     no    no       no
    threads · remove own                                                                                                  no    no    no     no       no     no    no       no
    threads · remove others’                                                                                              no    no    no     no       no     no    no       no
    threads · replace own                                                                                                 no    no    no     no       no     no    no       no
    threads · replace others’                                                                                             no    no    no     no       no     no    no       no
    threads · tombstone over own                                                                                          no    no    no     no       no     no    no       no
    threads · tombstone over others’                                                                                      no    no    no     no       no     no    no       no
    threads.anchor authorId createdAt · left out of a new one                                                             no    no    no     no       no     no    no       no
    threads.authorId · forged in a new one                                                                                no    no    no     no       no     no    no       no
    threads.authorId resolved deleted hidden · set in another’s name                                                      no    no    no     no       no     no    no       no
    threads.anchor words mentions editedAt deleted resolved assignee · change own                                         yes   yes   yes    yes      no     no    no       no
    threads.hidden · change own                                                                                           yes   yes   no     no       no     no    no       no
    threads.authorId createdAt · change own                                                                               no    no    no     no       no     no    no       no
    threads.anchor words mentions editedAt deleted authorId createdAt · change others’                                    no    no    no     no       no     no    no       no
    threads.resolved assignee · change others’                                                                            yes   yes   yes    no       no     no    no       no
    threads.hidden · change others’                                                                                       yes   yes   no     no       no     no    no       no
    threads.anchor words mentions editedAt deleted authorId createdAt · overwrite others’ unseen                          no    no    no     no       no     no    no       no
    threads.anchor words mentions editedAt deleted authorId createdAt · overwrite others’ unseen and say so               no    no    no     no       no     no    no       no
    threads.anchor words mentions editedAt deleted authorId createdAt · overwrite others’ from behind                     no    no    no     no       no     no    no       no
    threads.resolved assignee · overwrite others’ unseen                                                                  yes   yes   yes    no       no     no    no       no
    threads.resolved assignee · overwrite others’ unseen and say so                                                       yes   yes   yes    no       no     no    no       no
    threads.resolved assignee · overwrite others’ from behind                                                             yes   yes   yes    no       no     no    no       no
    threads.hidden · overwrite others’ unseen                                                                             yes   yes   no     no       no     no    no       no
    threads.hidden · overwrite others’ unseen and say so                                                                  yes   yes   no     no       no     no    no       no
    threads.hidden · overwrite others’ from behind                                                                        yes   yes   no     no       no     no    no       no
    threads.words mentions editedAt deleted resolved assignee · remove own                                                yes   yes   yes    yes      no     no    no       no
    threads.hidden · remove own                                                                                           yes   yes   no     no       no     no    no       no
    threads.anchor authorId createdAt · remove own                                                                        no    no    no     no       no     no    no       no
    threads.anchor words mentions editedAt deleted authorId createdAt · tombstone over others’                            no    no    no     no       no     no    no       no
    threads.resolved assignee · tombstone over others’                                                                    yes   yes   yes    no       no     no    no       no
    threads.hidden · tombstone over others’                                                                               yes   yes   no     no       no     no    no       no
    threads.anchor authorId words mentions resolved assignee deleted hidden · set over its limit                          no    no    no     no       no     no    no       no
    threads.anchor resolved deleted hidden · set with an unknown key                                                      no    no    no     no       no     no    no       no
    threads.anchor words mentions editedAt deleted authorId createdAt resolved assignee hidden · set a wrong type         no    no    no     no       no     no    no       no
    threads.anchor words mentions editedAt deleted authorId createdAt resolved assignee hidden · set a subdocument        no    no    no     no       no     no    no       no
    threads.anchor words mentions editedAt deleted authorId createdAt resolved assignee hidden · set ContentJSON          no    no    no     no       no     no    no       no
    threads.anchor words mentions editedAt deleted authorId createdAt resolved assignee hidden · set bytes                no    no    no     no       no     no    no       no
    threads.anchor words mentions editedAt deleted authorId createdAt resolved assignee hidden · set several values       no    no    no     no       no     no    no       no
    threads.anchor words mentions editedAt deleted authorId createdAt resolved assignee hidden · set another shared type  no    no    no     no       no     no    no       no
    replies · create                                                                                                      yes   yes   yes    yes      no     no    no       no
    replies · create with an unknown field                                                                                no    no    no     no       no     no    no       no
    replies · create a plain value                                                                                        no    no    no     no       no     no    no       no
    replies · create another shared type                                                                                  no    no    no     no       no     no    no       no
    replies · create a subdocument                                                                                        no    no    no     no       no     no    no       no
    replies · create ContentJSON                                                                                          no    no    no     no       no     no    no       no
    replies · add a list item                                                                                             no    no    no     no       no     no    no       no
    replies · set an unknown field                                                                                        no    no    no     no       no     no    no       no
    replies · remove own                                                                                                  no    no    no     no       no     no    no       no
    replies · remove others’                                                                                              no    no    no     no       no     no    no       no
    replies · replace own                                                                                                 no    no    no     no       no     no    no       no
    replies · replace others’                                                                                             no    no    no     no       no     no    no       no
    replies · tombstone over own                                                                                          no    no    no     no       no     no    no       no
    replies · tombstone over others’                                                                                      no    no    no     no       no     no    no       no
    replies.thread authorId createdAt · left out of a new one                                                             no    no    no     no       no     no    no       no
    replies.authorId · forged in a new one                                                                                no    no    no     no       no     no    no       no
    replies.authorId deleted hidden · set in another’s name                                                               no    no    no     no       no     no    no       no
    replies.words mentions editedAt deleted · change own                                                                  yes   yes   yes    yes      no     no    no       no
    replies.hidden · change own                                                                                           yes   yes   no     no       no     no    no       no
    replies.thread to authorId createdAt · change own                                                                     no    no    no     no       no     no    no       no
    replies.words mentions editedAt deleted thread to authorId createdAt · change others’                                 no    no    no     no       no     no    no       no
    replies.hidden · change others’                                                                                       yes   yes   no     no       no     no    no       no
    replies.words mentions editedAt deleted thread to authorId createdAt · overwrite others’ unseen                       no    no    no     no       no     no    no       no
    replies.words mentions editedAt deleted thread to authorId createdAt · overwrite others’ unseen and say so            no    no    no     no       no     no    no       no
    replies.words mentions editedAt deleted thread to authorId createdAt · overwrite others’ from behind                  no    no    no     no       no     no    no       no
    replies.hidden · overwrite others’ unseen                                                                             yes   yes   no     no       no     no    no       no
    replies.hidden · overwrite others’ unseen and say so                                                                  yes   yes   no     no       no     no    no       no
    replies.hidden · overwrite others’ from behind                                                                        yes   yes   no     no       no     no    no       no
    replies.words mentions editedAt deleted · remove own                                                                  yes   yes   yes    yes      no     no    no       no
    replies.hidden · remove own                                                                                           yes   yes   no     no       no     no    no       no
    replies.thread to authorId createdAt · remove own                                                                     no    no    no     no       no     no    no       no
    replies.words mentions editedAt deleted thread to authorId createdAt · tombstone over others’                         no    no    no     no       no     no    no       no
    replies.hidden · tombstone over others’                                                                               yes   yes   no     no       no     no    no       no
    replies.thread to authorId words mentions deleted hidden · set over its limit                                         no    no    no     no       no     no    no       no
    replies.deleted hidden · set with an unknown key                                                                      no    no    no     no       no     no    no       no
    replies.words mentions editedAt deleted thread to authorId createdAt hidden · set a wrong type                        no    no    no     no       no     no    no       no
    replies.words mentions editedAt deleted thread to authorId createdAt hidden · set a subdocument                       no    no    no     no       no     no    no       no
    replies.words mentions editedAt deleted thread to authorId createdAt hidden · set ContentJSON                         no    no    no     no       no     no    no       no
    replies.words mentions editedAt deleted thread to authorId createdAt hidden · set bytes                               no    no    no     no       no     no    no       no
    replies.words mentions editedAt deleted thread to authorId createdAt hidden · set several values                      no    no    no     no       no     no    no       no
    replies.words mentions editedAt deleted thread to authorId createdAt hidden · set another shared type                 no    no    no     no       no     no    no       no
    reactions · set own first                                                                                             yes   yes   yes    yes      no     no    no       no
    reactions · change own                                                                                                yes   yes   yes    yes      no     no    no       no
    reactions · remove own                                                                                                yes   yes   yes    yes      no     no    no       no
    reactions · set as another                                                                                            no    no    no     no       no     no    no       no
    reactions · change another’s                                                                                          no    no    no     no       no     no    no       no
    reactions · overwrite another’s unseen                                                                                no    no    no     no       no     no    no       no
    reactions · remove another’s                                                                                          no    no    no     no       no     no    no       no
    reactions · tombstone over another’s                                                                                  no    no    no     no       no     no    no       no
    reactions · set under nobody’s key                                                                                    no    no    no     no       no     no    no       no
    reactions · set under a key of three parts                                                                            no    no    no     no       no     no    no       no
    reactions · set a wrong type                                                                                          no    no    no     no       no     no    no       no
    reactions · set over its limit                                                                                        no    no    no     no       no     no    no       no
    reactions · set a shared type                                                                                         no    no    no     no       no     no    no       no
    reactions · set a subdocument                                                                                         no    no    no     no       no     no    no       no
    reactions · set ContentJSON                                                                                           no    no    no     no       no     no    no       no
    reactions · add a list item                                                                                           no    no    no     no       no     no    no       no
    approvals · set own first                                                                                             yes   yes   yes    yes      no     no    no       no
    approvals · change own                                                                                                yes   yes   yes    yes      no     no    no       no
    approvals · remove own                                                                                                yes   yes   yes    yes      no     no    no       no
    approvals · set as another                                                                                            no    no    no     no       no     no    no       no
    approvals · change another’s                                                                                          no    no    no     no       no     no    no       no
    approvals · overwrite another’s unseen                                                                                no    no    no     no       no     no    no       no
    approvals · remove another’s                                                                                          no    no    no     no       no     no    no       no
    approvals · tombstone over another’s                                                                                  no    no    no     no       no     no    no       no
    approvals · set under nobody’s key                                                                                    no    no    no     no       no     no    no       no
    approvals · set under a key of three parts                                                                            no    no    no     no       no     no    no       no
    approvals · set a wrong type                                                                                          no    no    no     no       no     no    no       no
    approvals · set with an unknown key                                                                                   no    no    no     no       no     no    no       no
    approvals · set a shared type                                                                                         no    no    no     no       no     no    no       no
    approvals · set a subdocument                                                                                         no    no    no     no       no     no    no       no
    approvals · set ContentJSON                                                                                           no    no    no     no       no     no    no       no
    approvals · add a list item                                                                                           no    no    no     no       no     no    no       no
    survey · set own first                                                                                                yes   yes   yes    yes      no     no    no       no
    survey · change own                                                                                                   yes   yes   yes    yes      no     no    no       no
    survey · remove own                                                                                                   yes   yes   yes    yes      no     no    no       no
    survey · set as another                                                                                               no    no    no     no       no     no    no       no
    survey · change another’s                                                                                             no    no    no     no       no     no    no       no
    survey · overwrite another’s unseen                                                                                   no    no    no     no       no     no    no       no
    survey · remove another’s                                                                                             no    no    no     no       no     no    no       no
    survey · tombstone over another’s                                                                                     no    no    no     no       no     no    no       no
    survey · set under nobody’s key                                                                                       no    no    no     no       no     no    no       no
    survey · set under a key of three parts                                                                               no    no    no     no       no     no    no       no
    survey · set a wrong type                                                                                             no    no    no     no       no     no    no       no
    survey · set over its limit                                                                                           no    no    no     no       no     no    no       no
    survey · set with an unknown key                                                                                      no    no    no     no       no     no    no       no
    survey · set a shared type                                                                                            no    no    no     no       no     no    no       no
    survey · set a subdocument                                                                                            no    no    no     no       no     no    no       no
    survey · set ContentJSON                                                                                              no    no    no     no       no     no    no       no
    survey · add a list item                                                                                              no    no    no     no       no     no    no       no
    threads.editedAt resolved assignee deleted · set in a new one                                                         yes   yes   yes    yes      no     no    no       no
    threads.hidden · set in a new one                                                                                     yes   yes   no     no       no     no    no       no
    replies.mentions editedAt deleted · set in a new one                                                                  yes   yes   yes    yes      no     no    no       no
    replies.hidden · set in a new one                                                                                     yes   yes   no     no       no     no    no       no
    talk · write under another’s lease                                                                                    no    no    no     no       no     no    no       no
    talk · something ordinary and an unknown root in one                                                                  no    no    no     no       no     no    no       no
    talk · write an unknown root                                                                                          no    no    no     no       no     no    no       no
    talk · list in an unknown root                                                                                        no    no    no     no       no     no    no       no
    talk · type in an unknown root                                                                                        no    no    no     no       no     no    no       no
  ${shapeRights({ reviewer: 'yes', guest: 'no' })}
  `,
};
