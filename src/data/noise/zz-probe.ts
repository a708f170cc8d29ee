export default function bad(x: number[]): number {
  return Math.log(x.length) + 2 ** 3 + Math.pow(2, 2) + x[0]!;
}
export const a = (s: string): number => s.localeCompare('b') + Number(new Intl.NumberFormat().format(1));
export const u = new URL('./x', import.meta.url);
export const v = async (): Promise<unknown> => import('node:fs');
export const w: any = 3;
export enum E {
  A,
}
export const big = 10n ** 3n;
