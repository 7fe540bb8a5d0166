import { totalmem } from 'node:os'

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
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
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

export const asArguments = (settings: Settings): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
