import { createReadStream } from 'node:fs'
import { parseXml } from '../../../kernel/formats/index.ts'
import { buildCase, type CodeChecks } from './build.ts'
import type { ErrfCase } from './case.ts'
import { checkErrfCase } from './check.ts'
import { CaseGatherer, explainXml, type RawCase } from './gather.ts'
import { ErrfProblem, shown } from './problem.ts'
import { type ErrfVersion, SUBMISSIONS } from './schema.ts'

export interface ReadErrfOptions {
  /** Checks for the code lists that the vocabulary does not hold, or instead of those that it does. */
  readonly codes?: CodeChecks
  /** ISO day, to find dates in the future. */
  readonly today?: string
}

/** A case with what was found wrong with it. */
export interface ErrfReading extends ErrfCase {
  /** The version of the form that the case fits best. */
  readonly version: ErrfVersion
  /** Line of the start tag of the case. */
  readonly line: number
  /** In the order of the file as far as it has one. No problem here is `fatal`: those are thrown. */
  readonly problems: readonly ErrfProblem[]
}

/** UTF-16 units of one text: a photograph of 50 MB in base64, with its line breaks. */
export const LONGEST_TEXT = 72_000_000

/** Turns gathered cases into readings, minding what concerns the file as a whole. */
class Readings {
  private readonly options: ReadErrfOptions
  private readonly numbers = new Set<string>()
  private count = 0

  constructor(options: ReadErrfOptions) {
    this.options = options
  }

  read(raw: RawCase, gatherer: CaseGatherer): ErrfReading {
    this.count++
    const built = buildCase(raw, gatherer.submission, this.options.codes ?? {})
    const { number } = built.case.group
    const problems = [...raw.problems, ...this.ofFile(raw, gatherer, number)]
    problems.push(...checkErrfCase(built.case, { ...built, today: this.options.today }))
    return { ...built.case, version: built.version, line: raw.place.line, problems }
  }

  private ofFile(raw: RawCase, gatherer: CaseGatherer, number: string): ErrfProblem[] {
    const problems: ErrfProblem[] = []
    const { submission } = gatherer
    const text = submission?.text.trim() ?? ''
    if (this.count === 1 && !submission) {
      problems.push(new ErrfProblem('errf.missing-element', raw.place, { missing: 'GroupIndividualIndicator' }))
    } else if (this.count === 1 && submission && !Object.values<string>(SUBMISSIONS).includes(text)) {
      problems.push(new ErrfProblem('errf.bad-value', submission.place, { value: shown(text), type: 'code' }))
    }
    if (this.count === 2 && submission && text === SUBMISSIONS.single) {
      problems.push(new ErrfProblem('errf.batch-mismatch', submission.place, { stated: text }))
    }
    if (number !== '' && this.numbers.has(number))
      problems.push(new ErrfProblem('errf.duplicate-case', raw.place, { number }))
    this.numbers.add(number)
    return problems
  }
}

/**
 * Reads a resettlement referral file (eRRF) case by case; only one case is held at a time. Takes v3.1 and v4 files, with or
 * without a byte order mark or the namespace, elements in any order. Throws an `ErrfProblem` that is `fatal`; everything else
 * comes in the `problems` of the case.
 */
export async function* readErrf(path: string, options: ReadErrfOptions = {}): AsyncGenerator<ErrfReading> {
  const gatherer = new CaseGatherer()
  const readings = new Readings(options)
  let found = 0
  let first: ErrfReading | undefined
  try {
    for await (const _ of parseXml(createReadStream(path), gatherer, { longest: LONGEST_TEXT })) {
      const cases = gatherer.cases
      gatherer.cases = []
      for (const raw of cases) {
        found++
        const reading = readings.read(raw, gatherer)
        // The first waits for a second: whether it is a group is only known then.
        if (found === 1) first = reading
        else {
          if (first) yield first
          first = undefined
          yield reading
        }
      }
    }
  } catch (error) {
    if (first) yield first
    throw explainXml(error, gatherer.path)
  }
  if (found === 0) throw new ErrfProblem('errf.no-case', { line: 1, column: 1, path: 'UNHCR_RRF' })
  if (!first) return
  if (first.submission === 'group' && gatherer.submission) {
    const lone = new ErrfProblem('errf.batch-mismatch', gatherer.submission.place, { stated: SUBMISSIONS.group })
    yield { ...first, problems: [...first.problems, lone] }
  } else yield first
}
