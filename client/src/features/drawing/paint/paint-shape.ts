import type { Shape } from '@clapper/documents';
import { getStroke } from 'perfect-freehand';
import type { Scene } from './scene.ts';
import { LINE_HEIGHT, textFont, textSize } from './text-size.ts';

/** All there is to see of a shape: one that is being drawn, one that was, and one that is burnt into a picture. */
export type Drawn = Pick<Shape, 'type' | 'points' | 'pressures' | 'color' | 'width' | 'text'>;

/** How much of a stroke's width its pressure decides. */
const THINNING = 0.65;
const ARROW_HEAD = 4.5;
const ARROW_LEAST = 14;
/** Half of the angle at the tip. */
const ARROW_ANGLE = Math.PI / 7;

/** Paints into a context whose units are those of the scene. */
export function paintShape(context: CanvasRenderingContext2D, drawn: Drawn, scene: Scene): void {
  context.strokeStyle = drawn.color;
  context.fillStyle = drawn.color;
  context.lineWidth = drawn.width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  switch (drawn.type) {
    case 'pen':
      if (drawn.pressures.length === 0) context.stroke(strokePath(drawn, scene));
      else context.fill(pressedPath(drawn, scene));
      return;
    case 'arrow':
      return context.stroke(arrowPath(drawn, scene));
    case 'rectangle': {
      const { x, y, width, height } = boxOf(drawn, scene);
      return context.strokeRect(x, y, width, height);
    }
    case 'ellipse': {
      const { x, y, width, height } = boxOf(drawn, scene);
      context.beginPath();
      context.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, 2 * Math.PI);
      return context.stroke();
    }
    case 'text': {
      const { x, y, width } = boxOf(drawn, scene);
      context.font = textFont(drawn.width);
      context.textBaseline = 'top';
      const lines = wrapped(drawn.text, width, (words) => context.measureText(words).width);
      const lineHeight = textSize(drawn.width) * LINE_HEIGHT;
      lines.forEach((line, index) => context.fillText(line, x, y + (index + 0.1) * lineHeight));
      return;
    }
    default:
      return drawn.type satisfies never;
  }
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Around its points, in the scene. */
export function boxOf({ points }: Pick<Drawn, 'points'>, { width, height }: Scene): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index < points.length; index += 2) {
    left = Math.min(left, points[index]!);
    right = Math.max(right, points[index]!);
    top = Math.min(top, points[index + 1]!);
    bottom = Math.max(bottom, points[index + 1]!);
  }
  return { x: left * width, y: top * height, width: (right - left) * width, height: (bottom - top) * height };
}

/** Around all that is painted of it. */
export function paintedBox(drawn: Drawn, scene: Scene): Box {
  const box = boxOf(drawn, scene);
  const room = drawn.type === 'arrow' ? headOf(drawn.width) : drawn.width;
  const height = drawn.type === 'text' ? Math.max(box.height, textHeight(drawn, box.width)) : box.height;
  return {
    x: box.x - room,
    y: box.y - room,
    width: box.width + 2 * room,
    height: height + 2 * room,
  };
}

let measuring: CanvasRenderingContext2D | null = null;

function textHeight({ text, width }: Drawn, wide: number): number {
  measuring ??= document.createElement('canvas').getContext('2d');
  const context = measuring;
  if (context === null) return 0;
  context.font = textFont(width);
  return (
    wrapped(text, wide, (words) => context.measureText(words).width).length * textSize(width) * LINE_HEIGHT
  );
}

/** Through the middles between points, so that corners of the hand are round. */
function strokePath({ points }: Drawn, { width, height }: Scene): Path2D {
  const path = new Path2D();
  const [x, y] = [points[0]! * width, points[1]! * height];
  path.moveTo(x, y);
  if (points.length <= 4) {
    // A touch without a way is a dot: a line without length is painted by nobody.
    path.lineTo(points[2]! * width + 0.01, points[3]! * height);
    return path;
  }
  for (let index = 2; index < points.length - 2; index += 2) {
    const [atX, atY] = [points[index]! * width, points[index + 1]! * height];
    const [nextX, nextY] = [points[index + 2]! * width, points[index + 3]! * height];
    path.quadraticCurveTo(atX, atY, (atX + nextX) / 2, (atY + nextY) / 2);
  }
  path.lineTo(points.at(-2)! * width, points.at(-1)! * height);
  return path;
}

/** The outline of a stroke that is broader where it was pressed harder. */
function pressedPath({ points, pressures, width: size }: Drawn, { width, height }: Scene): Path2D {
  const pressed = pressures.map((pressure, index) => [
    points[2 * index]! * width,
    points[2 * index + 1]! * height,
    pressure,
  ]);
  const outline = getStroke(pressed, {
    // As broad as a stroke without pressure where it is pressed as hands do.
    size: size * 1.5,
    thinning: THINNING,
    streamline: 0,
    simulatePressure: false,
    last: true,
  });
  const path = new Path2D();
  outline.forEach(([x, y], index) => (index === 0 ? path.moveTo(x!, y!) : path.lineTo(x!, y!)));
  path.closePath();
  return path;
}

function headOf(width: number): number {
  return Math.max(ARROW_LEAST, width * ARROW_HEAD);
}

function arrowPath({ points, width: lineWidth }: Drawn, { width, height }: Scene): Path2D {
  const [fromX, fromY] = [points[0]! * width, points[1]! * height];
  const [x, y] = [points[2]! * width, points[3]! * height];
  const path = new Path2D();
  path.moveTo(fromX, fromY);
  path.lineTo(x, y);
  const direction = Math.atan2(y - fromY, x - fromX);
  const head = Math.min(headOf(lineWidth), Math.max(ARROW_LEAST / 2, Math.hypot(x - fromX, y - fromY) * 0.6));
  for (const side of [-ARROW_ANGLE, ARROW_ANGLE]) {
    path.moveTo(x - head * Math.cos(direction + side), y - head * Math.sin(direction + side));
    path.lineTo(x, y);
  }
  return path;
}

/** Broken between words where they are too wide, and inside of one that is too wide by itself. */
export function wrapped(text: string, width: number, measure: (words: string) => number): string[] {
  return text.split('\n').flatMap((line) => {
    const lines: string[] = [];
    let current = '';
    for (const piece of line.split(/(?<=\s)/u)) {
      if (current !== '' && measure((current + piece).trimEnd()) > width) {
        lines.push(current.trimEnd());
        current = '';
      }
      current += piece;
      while (measure(current.trimEnd()) > width && [...current].length > 1) {
        const fitting = longestFitting(current, width, measure);
        lines.push(current.slice(0, fitting));
        current = current.slice(fitting);
      }
    }
    return [...lines, current.trimEnd()];
  });
}

function longestFitting(text: string, width: number, measure: (words: string) => number): number {
  let fitting = 0;
  for (const letter of text) {
    if (fitting > 0 && measure(text.slice(0, fitting + letter.length)) > width) break;
    fitting += letter.length;
  }
  return fitting;
}
