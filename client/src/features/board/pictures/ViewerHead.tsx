import { TAKE_LAYERS, type TakeLayer } from '@clapper/documents';
import { Button, CloseButton, Modal, SegmentedControl } from '@mantine/core';
import {
  IconCamera,
  IconGridDots,
  IconLayersDifference,
  IconMapPinPlus,
  IconMessage,
  IconPencil,
  IconPhotoPlus,
  type Icon,
} from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { pickPictures } from './pick-pictures.ts';
import classes from './ViewerHead.module.css';

/** Something that is on or off, with its name and, where it has one, its key. */
interface Switch {
  on: boolean;
  set: (on: boolean) => void;
}

interface ViewerHeadProps {
  title: string;
  layer: TakeLayer;
  onLayer: (layer: TakeLayer) => void;
  /** Null: not to be had just now. */
  guides: Switch | null;
  drawing: Switch | null;
  comparing: Switch | null;
  placing: Switch | null;
  talking: (Switch & { count: number }) | null;
  /** The button that the list of threads is closed back to. */
  talkButton: Ref<HTMLButtonElement>;
  /** Null: one may not add pictures. */
  onAdd: ((pictures: readonly File[]) => void) | null;
  onClose: () => void;
}

/** What one looks at, and what can be done with it. On a phone the tools are their icons. */
export function ViewerHead(props: ViewerHeadProps) {
  const { title, layer, onLayer, guides, drawing, comparing, placing, talking, talkButton, onAdd, onClose } =
    props;
  const { t } = useTranslation('board');
  return (
    <div className={classes['head']}>
      <Modal.Title className={classes['title']}>{title}</Modal.Title>
      <SegmentedControl
        aria-label={t('viewer.layer')}
        value={layer}
        onChange={(value) => onLayer(TAKE_LAYERS.find((known) => known === value) ?? 'lineart')}
        data={TAKE_LAYERS.map((value) => ({ value, label: t(`field.${value}`) }))}
      />
      <span className={classes['space']} />
      <Tool icon={IconGridDots} label={t('guides')} of={guides} />
      <Tool icon={IconPencil} label={t('viewer.draw')} of={drawing} />
      <Tool icon={IconLayersDifference} label={t('viewer.compare')} of={comparing} />
      <Tool icon={IconMapPinPlus} label={t('talk.place')} of={placing} />
      <Tool
        icon={IconMessage}
        label={talking === null ? '' : t('talk.show', { count: talking.count })}
        count={talking?.count ?? 0}
        of={talking}
        button={talkButton}
      />
      {onAdd !== null && (
        <>
          <Button
            className={classes['camera']}
            leftSection={<IconCamera size={16} aria-hidden />}
            onClick={() => pickPictures({ onPick: onAdd, camera: true })}
          >
            {t('picture.camera')}
          </Button>
          <Button
            variant="filled"
            className={classes['tool']}
            aria-label={t('picture.add')}
            leftSection={<IconPhotoPlus size={16} aria-hidden />}
            onClick={() => pickPictures({ onPick: onAdd })}
          >
            <span className={classes['label']}>{t('picture.add')}</span>
          </Button>
        </>
      )}
      <CloseButton className={classes['close']} aria-label={t('viewer.close')} onClick={onClose} />
    </div>
  );
}

interface ToolProps {
  icon: Icon;
  label: string;
  count?: number;
  of: Switch | null;
  button?: Ref<HTMLButtonElement>;
}

function Tool({ icon: ToolIcon, label, count = 0, of, button }: ToolProps) {
  if (of === null) return null;
  return (
    <Button
      ref={button}
      className={classes['tool']}
      aria-pressed={of.on}
      aria-label={label}
      title={label}
      leftSection={<ToolIcon size={16} aria-hidden />}
      onClick={() => of.set(!of.on)}
    >
      <span className={classes['label']}>{label}</span>
      {count > 0 && <span className={classes['few']}>{count}</span>}
    </Button>
  );
}
