/**
 * Zawgyi is a font encoding that many Burmese phones wrote until about 2019. It uses the code points of Unicode's Myanmar block
 * with other meanings and in visual order, so the same name typed on two phones compares unequal. Detection looks for sequences
 * that well-formed Unicode Burmese cannot contain; text without any of them is left alone.
 */
const signs = [
  /(?:^|[^\u1000-\u109f])[\u1031\u103b\u107e-\u1084]/, // a vowel sign or medial stored before its consonant
  /[\u1031][\u1031\u103b]/,
  /\u1039(?![\u1000-\u1021])/, // the stacker used as a visible killer
  /\u103a[\u102d-\u1030\u1032\u1033\u1034\u103d\u103e]/,
  /[\u1033\u1034\u105a\u1086-\u1089\u108a-\u108d]/,
  /[\u102c\u102d\u102e\u1038][\u1031][\u1000-\u1021]/,
]

/** Whether a text is written in Zawgyi rather than Unicode. */
export function isZawgyi(text: string): boolean {
  return /[\u1000-\u109f]/.test(text) && signs.some(sign => sign.test(text))
}

const kinzi = '\u1004\u103a\u1039'
const stacked: Record<string, number> = {
  '\u1060': 0x1000,
  '\u1061': 0x1001,
  '\u1062': 0x1002,
  '\u1063': 0x1003,
  '\u1065': 0x1005,
  '\u1066': 0x1006,
  '\u1067': 0x1006,
  '\u1068': 0x1007,
  '\u1069': 0x1008,
  '\u106c': 0x100b,
  '\u106d': 0x100c,
  '\u1070': 0x100f,
  '\u1071': 0x1010,
  '\u1072': 0x1010,
  '\u1073': 0x1011,
  '\u1074': 0x1011,
  '\u1075': 0x1012,
  '\u1076': 0x1013,
  '\u1077': 0x1014,
  '\u1078': 0x1015,
  '\u1079': 0x1016,
  '\u107a': 0x1017,
  '\u107b': 0x1018,
  '\u107c': 0x1019,
  '\u1085': 0x101c,
  '\u1093': 0x1018,
}

const mapped: Record<string, string> = {
  '\u1033': '\u102f',
  '\u1034': '\u1030',
  '\u1039': '\u103a',
  '\u103a': '\u103b',
  '\u103b': '\u103c',
  '\u103c': '\u103d',
  '\u103d': '\u103e',
  '\u105a': '\u102b\u103a',
  '\u1064': kinzi,
  '\u106a': '\u1009',
  '\u106b': '\u100a',
  '\u106e': '\u100d\u1039\u100d',
  '\u106f': '\u100d\u1039\u100e',
  '\u107d': '\u103b',
  '\u107e': '\u103c',
  '\u107f': '\u103c',
  '\u1080': '\u103c',
  '\u1081': '\u103c',
  '\u1082': '\u103c',
  '\u1083': '\u103c',
  '\u1084': '\u103c',
  '\u1086': '\u103f',
  '\u1087': '\u103e',
  '\u1088': '\u103e\u102f',
  '\u1089': '\u103e\u1030',
  '\u108a': '\u103d\u103e',
  '\u108b': `${kinzi}\u102d`,
  '\u108c': `${kinzi}\u102e`,
  '\u108d': `${kinzi}\u1036`,
  '\u108e': '\u102d\u1036',
  '\u108f': '\u1014',
  '\u1090': '\u101b',
  '\u1091': '\u100f\u1039\u100d',
  '\u1092': '\u100b\u1039\u100c',
  '\u1094': '\u1037',
  '\u1095': '\u1037',
  '\u1096': '\u1039\u1010\u103d',
  '\u1097': '\u100b\u1039\u100b',
}

/** Zawgyi text as Unicode. The caller has asked `isZawgyi`: converting Unicode text would damage it. */
export function fromZawgyi(text: string): string {
  let out = ''
  for (const character of text) {
    const under = stacked[character]
    out += under === undefined ? (mapped[character] ?? character) : `\u1039${String.fromCodePoint(under)}`
  }
  const consonant = '[\\u1000-\\u1021\\u1025\\u1027\\u1029\\u103f](?:\\u1039[\\u1000-\\u1021])*'
  return (
    out
      // Visual order to logical order: e-vowel and medial ra stand before their consonant in Zawgyi.
      .replace(
        new RegExp(`(\\u1031*)(\\u103c*)(${consonant})([\\u103b\\u103d\\u103e]*)`, 'g'),
        (_, vowel: string, ra: string, base: string, medials: string) => base + sortMedials(ra + medials) + vowel,
      )
      // The kinzi of a syllable is written after it in Zawgyi.
      .replace(new RegExp(`(${consonant})([\\u103b-\\u103e]*\\u1031?)${kinzi}`, 'g'), `${kinzi}$1$2`)
      .replace(/\u1025\u103a/g, '\u1009\u103a')
      .replace(/([\u102d\u102e\u1036])([\u103b-\u103e]+)/g, '$2$1')
      .replace(/\u1037([\u102b-\u1036\u103a]+)/g, '$1\u1037')
      .replace(/\u1036([\u102f\u1030])/g, '$1\u1036')
      .replace(/\u1038([\u102b-\u1037\u103a]+)/g, '$1\u1038')
      .replace(/([\u102f\u1030])([\u102d\u102e])/g, '$2$1')
      .normalize('NFC')
  )
}

function sortMedials(medials: string): string {
  return [...new Set(medials)].sort().join('')
}
