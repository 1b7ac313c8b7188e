import type { Page } from 'playwright-core';

/** Pictures an officer might take, drawn by the browser and encoded by it as a camera would. */

export const scenes = ['车间', '天平', '奖牌墙', '仓库'] as const;
export type Scene = (typeof scenes)[number];

type Drawing = { readonly scene: Scene; readonly width: number; readonly height: number };

/** Runs in the page; what it needs must be inside it. */
const draw = async ({ scene, width, height }: Drawing): Promise<string> => {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const brush = canvas.getContext('2d');
  if (!brush) throw new Error('no canvas');
  const box = (x: number, y: number, w: number, h: number, colour: string): void => {
    brush.fillStyle = colour;
    brush.fillRect(x * width, y * height, w * width, h * height);
  };
  const disc = (x: number, y: number, radius: number, colour: string): void => {
    brush.fillStyle = colour;
    brush.beginPath();
    brush.arc(x * width, y * height, radius * width, 0, 7);
    brush.fill();
  };
  const light = brush.createLinearGradient(0, 0, 0, height);
  light.addColorStop(0, '#dfe6ea');
  light.addColorStop(0.62, '#b9c4c9');
  light.addColorStop(0.63, '#8d8a83');
  light.addColorStop(1, '#6f6b64');
  brush.fillStyle = light;
  brush.fillRect(0, 0, width, height);
  const drawings: Record<Scene, () => void> = {
    车间: () => {
      for (const x of [0.04, 0.28, 0.52, 0.76]) box(x, 0.08, 0.19, 0.2, '#eef6fb');
      for (const x of [0.06, 0.38, 0.7]) {
        box(x, 0.44, 0.24, 0.3, '#3f6f7d');
        box(x + 0.02, 0.48, 0.12, 0.1, '#1d2b30');
        disc(x + 0.19, 0.66, 0.035, '#c9a227');
      }
      box(0, 0.76, 1, 0.035, '#c7b13a');
    },
    天平: () => {
      box(0.1, 0.7, 0.8, 0.08, '#7d5a3c');
      box(0.3, 0.4, 0.4, 0.3, '#f4f4f1');
      box(0.36, 0.6, 0.2, 0.07, '#26352c');
      disc(0.5, 0.42, 0.14, '#c3c9cc');
      disc(0.5, 0.41, 0.12, '#e9edee');
      box(0.62, 0.58, 0.06, 0.08, '#2f8f4e');
    },
    奖牌墙: () => {
      for (const [row, y] of [0.1, 0.36].entries())
        for (const x of [0.08, 0.31, 0.54, 0.77]) {
          box(x, y, 0.16, 0.2, '#c89b3c');
          box(x + 0.012, y + 0.015, 0.136, 0.17, row === 0 ? '#f5e7b8' : '#f1f1ea');
          disc(x + 0.08, y + 0.09, 0.03, '#a3262a');
        }
    },
    仓库: () => {
      for (const y of [0.12, 0.36, 0.58]) {
        box(0.05, y + 0.17, 0.9, 0.025, '#d06c2c');
        for (let x = 0.07; x < 0.88; x += 0.14) box(x, y, 0.12, 0.17, '#c79c63');
      }
      for (const x of [0.05, 0.49, 0.93]) box(x, 0.05, 0.02, 0.75, '#2b5c92');
    },
  };
  drawings[scene]();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.9));
  if (!blob) throw new Error('no picture');
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
};

/** A photograph as a file to choose. */
export const photograph = async (
  page: Page,
  scene: Scene,
  { width, height } = { width: 3000, height: 2000 },
): Promise<{ name: string; mimeType: string; buffer: Buffer }> => ({
  name: `${scene}.jpg`,
  mimeType: 'image/jpeg',
  buffer: Buffer.from(await page.evaluate(draw, { scene, width, height }), 'base64'),
});
