import type { Encoding } from './decode.ts'

/**
 * What text of a script looks like, for guessing an encoding: its letters in three tiers by how often they occur in running
 * text and names (our own tables, from common letter-frequency counts of the languages named). A decoding that yields
 * common letters in believable neighbourhoods wins over one that yields rare letters and symbols.
 */
export interface Profile {
  readonly encoding: Encoding
  readonly script: 'arabic' | 'cyrillic' | 'latin' | 'han'
  readonly common: string
  readonly usual: string
  readonly rare: string
}

const ARABIC = { common: 'البتةدرسعمنهويأيحكق', usual: 'جخشصطفىإذز', rare: 'ءآؤئثضظغپچژگکـًٌٍَُِّْ' }
const CYRILLIC = {
  common: 'аеиолнтрсвкмдпАМСКВИНОПРТДЕ',
  usual: 'уыьгзбчйяжхшюїієБГЗЛУФХЯЮШЧІЄ',
  rare: 'цщэфёъґЖЦЩЭЁЇҐЙЫЬЪ',
}

export const PROFILES: readonly Profile[] = [
  { encoding: 'windows-1256', script: 'arabic', ...ARABIC },
  { encoding: 'iso-8859-6', script: 'arabic', ...ARABIC },
  { encoding: 'windows-1251', script: 'cyrillic', ...CYRILLIC },
  { encoding: 'iso-8859-5', script: 'cyrillic', ...CYRILLIC },
  { encoding: 'koi8-r', script: 'cyrillic', ...CYRILLIC },
  {
    // French, Spanish, Portuguese, German, Italian, Nordic.
    encoding: 'windows-1252',
    script: 'latin',
    common: 'éèáíóñüöäçãêúàôß',
    usual: 'âîûëïõåøæìòùœÉÁÍÓÑÜÖÄÇÚÊ',
    rare: 'ÈÀÔÂÎÛËÏÕÅØÆÌÒÙŒÿðþýÐÞÝŸšžŠŽ',
  },
  {
    // Turkish and Azerbaijani: as 1252 except six letters.
    encoding: 'windows-1254',
    script: 'latin',
    common: 'şığüöçİŞ',
    usual: 'âîûéÖÜÇĞ',
    rare: 'èáíóñäãêúàôÉ',
  },
  {
    // Polish, Czech, Slovak, Hungarian, Croatian, Romanian.
    encoding: 'windows-1250',
    script: 'latin',
    common: 'łąęśżóćčšžřěů',
    usual: 'ńźőűýáéíđţăâîŁŚŻČŠŽ',
    rare: 'öüäúôĺľťňŕďŞÓŃŹŐŰĄĘĆĐŘŤŇÁÉÍÚÝ',
  },
  {
    // Characters and surnames that Chinese tables are full of; the rest of the level-1 plane counts as usual by its bytes.
    encoding: 'gb18030',
    script: 'han',
    common:
      '的一是不了人在有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长名性别出生日期姓男女省市县区村路号王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔难民语言电话地址备注伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛超霞平刚桂兰玉萍红玲春梅',
    usual: '',
    rare: '',
  },
]
