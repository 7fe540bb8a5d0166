import type {
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from 'kysely'

/**
 * The ground gives times as text; the sign-in library compares them as dates, and a text that is compared with a date is
 * never past: a session would not end. All its time columns are named `…At`, but for `lockedUntil`.
 */
export class DateColumns implements KyselyPlugin {
  transformQuery(args: PluginTransformQueryArgs): RootOperationNode {
    return args.node
  }

  async transformResult(args: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return { ...args.result, rows: args.result.rows.map(withDates) }
  }
}

function withDates(row: UnknownRow): UnknownRow {
  const out: UnknownRow = {}
  for (const [name, value] of Object.entries(row)) {
    out[name] = typeof value === 'string' && /(At|Until)$/.test(name) ? new Date(value) : value
  }
  return out
}
