import type { Rgb } from './subject.ts'

/** Colour words of prompts, as illustrators mix them: never quite pure, so that light can still show on them. */
export const colours: Readonly<Record<string, Rgb>> = {
  red: [208, 52, 48],
  orange: [232, 134, 52],
  yellow: [242, 200, 72],
  green: [78, 152, 86],
  teal: [42, 150, 152],
  blue: [58, 112, 194],
  purple: [126, 82, 172],
  pink: [238, 144, 172],
  brown: [130, 88, 58],
  tan: [206, 168, 122],
  black: [50, 50, 58],
  grey: [142, 146, 154],
  white: [244, 241, 234],
  silver: [198, 204, 212],
  gold: [222, 174, 76],
}

/** Words that mean one of `colours`; those themselves are understood too. */
export const colourWords: Readonly<Record<string, string>> = {
  red: 'crimson scarlet ruby maroon 红 红色 大红 深红 鲜红',
  orange: 'ginger amber 橙 橙色 橘 橘色 橘黄色',
  yellow: '黄 黄色 金黄色',
  green: 'emerald olive 绿 绿色 翠绿 翠绿色',
  teal: 'turquoise cyan 青 青色 蓝绿色',
  blue: 'navy azure 蓝 蓝色 深蓝色 天蓝色',
  purple: 'violet lavender lilac 紫 紫色',
  pink: 'rose magenta 粉 粉色 粉红 粉红色',
  brown: 'chestnut chocolate bay 棕 棕色 褐色 咖啡色',
  tan: 'beige cream sandy 米色 浅棕色',
  black: 'dark 黑 黑色',
  grey: 'gray 灰 灰色',
  white: 'snowy ivory 白 白色 雪白 洁白',
  silver: 'silvery metallic 银 银色',
  gold: 'golden blond blonde 金 金色',
}
