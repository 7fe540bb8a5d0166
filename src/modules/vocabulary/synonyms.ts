import type { ListCode, ListName } from './lists.ts'

type Synonyms = { readonly [Name in ListName]?: { readonly [Code in ListCode<Name>]?: readonly string[] } }

/**
 * Words that spreadsheets use for a code beside its label, in the six languages; read on import only.
 * A word may stand here only when it can mean nothing else in its column: "partner" or 孙 could be either sex, so no.
 */
// biome-ignore format: one code a line
export const synonyms: Synonyms = {
  sex: {
    F: ['woman', 'girl', 'fem', 'femme', 'fille', 'mujer', 'niña', 'femenina', 'femenil', 'أنثي', 'امرأة', 'فتاة', 'жен', 'ж', 'женщина', 'девочка', '女性', '女孩'],
    M: ['man', 'boy', 'masc', 'h', 'homme', 'garçon', 'hombre', 'niño', 'varón', 'رجل', 'ولد', 'муж', 'м', 'мужчина', 'мальчик', '男性', '男孩'],
    U: ['not known', 'unspecified', 'not specified'],
  },
  'marital-status': {
    SN: ['never married', 'unmarried', 'أعزب', 'عزباء', 'soltero', 'soltera', 'холост', 'не замужем', '单身'],
    EG: ['مخطوبة', 'خاطب', 'comprometido', 'comprometida', 'fiancé', 'fiancée', 'помолвлен', 'помолвлена'],
    MA: ['متزوج', 'متزوجة', 'casado', 'casada', 'marié', 'mariée', 'женат', 'замужем', '结婚'],
    CL: ['common law', 'common law married', 'concubinage', 'concubinato', 'unión libre'],
    PT: ['partner', 'civil partnership'],
    SR: ['منفصل', 'منفصلة', 'separado', 'separada', 'séparé', 'séparée'],
    DV: ['مطلق', 'مطلقة', 'divorciado', 'divorciada', 'divorcé', 'divorcée', 'разведен', 'разведена', '离婚'],
    WD: ['widow', 'widower', 'أرمل', 'أرملة', 'viudo', 'viuda', 'veuf', 'veuve', 'вдовец', 'вдова', '寡妇', '鳏夫'],
  },
  relationship: {
    PA: ['self', 'principal', 'focal point', 'head of family', 'head of household', 'رب الأسرة', 'jefe de hogar', 'jefa de hogar', 'chef de famille', 'chef de ménage', 'глава семьи', '户主'],
    HUS: ['époux'],
    WIF: ['femme', 'mujer', 'conyuge mujer'],
    DAU: ['بنت'],
    SCM: ['step son'],
    SCF: ['step daughter'],
    PRM: ['dad', 'والد', 'papa', 'papá'],
    PRF: ['mum', 'mom', 'والدة', 'maman', 'mamá'],
    SPM: ['step father'],
    SPF: ['step mother'],
    SPB: ['step brother'],
    SPS: ['step sister'],
    EXM: ['ex husband'],
    EXF: ['ex wife'],
    GCM: ['grand son'],
    GCF: ['grand daughter'],
    UNC: ['عم', 'خال'],
    ANT: ['عمة', 'خالة'],
    NEP: ['ابن الأخ', 'ابن الأخت'],
    NCE: ['ابنة الأخ', 'ابنة الأخت', 'بنت الأخ', 'بنت الأخت'],
    CLM: ['зять'],
    CLF: ['невестка', 'كنة'],
  },
  'legal-status': {
    ASY: ['asylum applicant', 'طالب لجوء', 'طالبة لجوء', 'demandeur d’asile', 'demandeuse d’asile', 'solicitante de la condición de refugiado'],
    REF: ['recognised refugee', 'recognized refugee', 'لاجئ', 'لاجئة', 'refugiado', 'refugiada', 'réfugié', 'réfugiée', 'беженец', 'беженка'],
    IDP: ['internally displaced', 'نازح', 'نازحة', 'desplazado interno', 'desplazada interna', 'déplacé interne', 'déplacée interne', 'внутренне перемещенный'],
    STA: ['stateless', 'عديم الجنسية', 'عديمة الجنسية', 'apátrida', 'апатрид'],
    RET: ['returnee'],
    HST: ['host community', 'host', 'national'],
    UNK: ['unknown'],
  },
}
