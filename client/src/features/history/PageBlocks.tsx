import type { BlockChange } from '@clapper/documents';
import { useTranslation } from 'react-i18next';
import { Pieces } from './Pieces.tsx';
import classes from './History.module.css';

/** From so many on, paragraphs that stay are folded. */
const FOLDED_FROM = 3;

/** A page of rich text as lines: what it says, and roughly what it is. */
export function PageBlocks({ blocks }: { blocks: readonly BlockChange[] }) {
  const { t } = useTranslation('history');
  return (
    <div className={classes['page']}>
      {runsOf(blocks).map((run, index) => {
        const lines = run.map((block, line) => <Line key={line} block={block} />);
        if (run[0]?.what !== 'same' || run.length < FOLDED_FROM) return <div key={index}>{lines}</div>;
        return (
          <details key={index} className={classes['folded']}>
            <summary>{t('same.blocks', { count: run.length })}</summary>
            {lines}
          </details>
        );
      })}
    </div>
  );
}

function Line({ block }: { block: BlockChange }) {
  const { t } = useTranslation('history');
  const { node, within, level, what, pieces } = block;
  const isRule = node === 'horizontalRule';
  if (pieces.length === 0 && !isRule) return null;
  return (
    <p className={classes['line']} data-node={node} data-level={level} data-within={within} data-what={what}>
      {isRule ? '———' : <Pieces pieces={pieces} />}
      {what === 'look' && <span className={classes['look']}>{t('mark.look')}</span>}
    </p>
  );
}

/** Blocks that stay and blocks that do not, in stretches; empty ones count for nothing. */
function runsOf(blocks: readonly BlockChange[]): BlockChange[][] {
  const runs: BlockChange[][] = [];
  for (const block of blocks) {
    if (block.pieces.length === 0 && block.node !== 'horizontalRule') continue;
    const last = runs.at(-1);
    if (last !== undefined && (last[0]!.what === 'same') === (block.what === 'same')) last.push(block);
    else runs.push([block]);
  }
  return runs;
}
