import type { RecordSamples } from '../rights-table.ts';

/** What the rights tables of kinds that hold drawings say of their shapes. */
export const SHAPE_SAMPLES: RecordSamples = {
  made: ({ me }) => ({
    of: 'any',
    authorId: me,
    createdAt: 1,
    type: 'pen',
    points: [0.1, 0.2, 0.3, 0.4],
    pressures: [0.5, 0.5],
    color: '#ffd43b',
    width: 4,
    text: '',
  }),
  changed: ({ me }) => ({
    of: 'another',
    authorId: me,
    createdAt: 2,
    type: 'arrow',
    points: [0.2, 0.3, 0.4, 0.5],
    pressures: [0.2, 0.9],
    color: '#ff4d4d',
    width: 8,
    text: '여기',
    deleted: { by: me, at: 2 },
  }),
};

/** The rows of all these kinds. Reviewers draw where they write at all, guests where a link opens it. */
export function shapeRights(may: Record<'reviewer' | 'guest', 'yes' | 'no'>): string {
  return ROWS.replaceAll('self', may.reviewer.padEnd(4)).replaceAll('link', may.guest.padEnd(4));
}

const ROWS = `
                                                                                                                       owner admin editor reviewer viewer guest onlooker stranger
    shapes · add a list item                                                                                           no    no    no     no       no     no    no       no
    shapes · create                                                                                                    yes   yes   yes    self     no     link  no       no
    shapes · create ContentJSON                                                                                        no    no    no     no       no     no    no       no
    shapes · create a plain value                                                                                      no    no    no     no       no     no    no       no
    shapes · create a subdocument                                                                                      no    no    no     no       no     no    no       no
    shapes · create another shared type                                                                                no    no    no     no       no     no    no       no
    shapes · create with an unknown field                                                                              no    no    no     no       no     no    no       no
    shapes · remove others’                                                                                            no    no    no     no       no     no    no       no
    shapes · remove own                                                                                                no    no    no     no       no     no    no       no
    shapes · replace others’                                                                                           no    no    no     no       no     no    no       no
    shapes · replace own                                                                                               no    no    no     no       no     no    no       no
    shapes · set an unknown field                                                                                      no    no    no     no       no     no    no       no
    shapes · tombstone over others’                                                                                    no    no    no     no       no     no    no       no
    shapes · tombstone over own                                                                                        no    no    no     no       no     no    no       no
    shapes.authorId deleted · set in another’s name                                                                    no    no    no     no       no     no    no       no
    shapes.authorId · forged in a new one                                                                              no    no    no     no       no     no    no       no
    shapes.deleted · set in a new one                                                                                  yes   yes   yes    self     no     link  no       no
    shapes.deleted · set with an unknown key                                                                           no    no    no     no       no     no    no       no
    shapes.of authorId createdAt type points color width · left out of a new one                                       no    no    no     no       no     no    no       no
    shapes.of authorId createdAt type points color width · remove own                                                  no    no    no     no       no     no    no       no
    shapes.of authorId createdAt type points pressures color width text deleted · change others’                       no    no    no     no       no     no    no       no
    shapes.of authorId createdAt type points pressures color width text deleted · overwrite others’ from behind        no    no    no     no       no     no    no       no
    shapes.of authorId createdAt type points pressures color width text deleted · overwrite others’ unseen             no    no    no     no       no     no    no       no
    shapes.of authorId createdAt type points pressures color width text deleted · overwrite others’ unseen and say so  no    no    no     no       no     no    no       no
    shapes.of authorId createdAt type points pressures color width text deleted · set ContentJSON                      no    no    no     no       no     no    no       no
    shapes.of authorId createdAt type points pressures color width text deleted · set a subdocument                    no    no    no     no       no     no    no       no
    shapes.of authorId createdAt type points pressures color width text deleted · set a wrong type                     no    no    no     no       no     no    no       no
    shapes.of authorId createdAt type points pressures color width text deleted · set another shared type              no    no    no     no       no     no    no       no
    shapes.of authorId createdAt type points pressures color width text deleted · set bytes                            no    no    no     no       no     no    no       no
    shapes.of authorId createdAt type points pressures color width text deleted · set several values                   no    no    no     no       no     no    no       no
    shapes.of authorId createdAt type points pressures color width text deleted · tombstone over others’               no    no    no     no       no     no    no       no
    shapes.of authorId createdAt type · change own                                                                     no    no    no     no       no     no    no       no
    shapes.of authorId points pressures width text deleted · set over its limit                                        no    no    no     no       no     no    no       no
    shapes.points pressures color width text deleted · change own                                                      yes   yes   yes    self     no     link  no       no
    shapes.pressures text deleted · remove own                                                                         yes   yes   yes    self     no     link  no       no
  `;
