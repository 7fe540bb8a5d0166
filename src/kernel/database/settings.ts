import { release, totalmem } from 'node:os'

/** PostgreSQL settings by name; numbers are in the setting's own unit. */
export type Settings = Readonly<Record<string, string | number>>

/**
 * Settings for one small machine that also runs the application.
 * Only a test may say `durable: false`: a crash then loses or corrupts data.
 */
export function settingsFor(socketFolder: string, durable: boolean, extra: Settings = {}): Settings {
  const settings = {
    listen_addresses: '',
    port: 5432, // only the name of the socket file
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    max_connections: 100,
    shared_buffers: `${sharedBuffersMb()}MB`,
    work_mem: '32MB',
    maintenance_work_mem: '256MB',
    max_wal_size: '2GB',
    wal_compression: 'on',
    random_page_cost: 1.1,
    jit: 'off',
    // A new database gets its first statistics while the first households are registered, not a minute later.
    autovacuum_naptime: '10s',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    recovery_init_sync_method: recoverySync(),
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A server log with statements or keys in it would be a list of people. The application reports its own errors.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    log_statement: 'none',
    log_checkpoints: 'off',
  }
  const undurable = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    wal_level: 'minimal',
    max_wal_senders: 0,
    checkpoint_timeout: '30min',
    autovacuum_naptime: '1min',
    shared_buffers: '128MB',
    max_connections: 300,
  }
  return { ...settings, ...(durable ? {} : undurable), ...extra }
}

/** An eighth of the memory this process may use, between 128 MB and 1 GB. */
function sharedBuffersMb(): number {
  const limit = process.constrainedMemory()
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem()
  return Math.min(1024, Math.max(128, Math.floor(memory / 8 / 1048576)))
}

/**
 * How everything is brought to the disk before recovery after a crash: file by file, or in one call, which was four to six
 * times faster on a busy disk. Linux reports the errors of that call since 5.8.
 */
function recoverySync(): 'fsync' | 'syncfs' {
  const [major = 0, minor = 0] = release().split('.').map(Number)
  return process.platform === 'linux' && major * 1000 + minor >= 5008 ? 'syncfs' : 'fsync'
}

export const asArguments = (settings: Settings): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
