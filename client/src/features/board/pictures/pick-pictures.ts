import { IMAGE_TYPES } from '@clapper/protocol';

interface PickPictures {
  onPick: (pictures: readonly File[]) => void;
  /** Phones open the camera instead of the pictures there are. */
  camera?: boolean;
}

/** Asks for pictures of this device. */
export function pickPictures({ onPick, camera = false }: PickPictures): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = IMAGE_TYPES.join(',');
  input.multiple = !camera;
  if (camera) input.capture = 'environment';
  input.addEventListener('change', () => onPick([...(input.files ?? [])]));
  input.click();
}
