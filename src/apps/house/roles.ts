import type { Roles } from '../../kernel/access/roles.ts'

/**
 * What each role may do. A permission is a word that acts and queries ask for; a role that does not list it, cannot.
 * Sensitivity is the most closely held data that the role sees; a grant may lower it, never raise it.
 */
export const roles = {
  administrator: {
    scope: 'house',
    sensitivity: 'internal',
    permissions: ['manage-accounts', 'manage-situations', 'read-journal', 'read-operations'],
  },
  'situation-manager': {
    scope: 'situation',
    sensitivity: 'personal',
    // Who runs a situation staffs it, though neither registers nor sees needs.
    appoints: ['registrar', 'registration-supervisor', 'data-officer', 'viewer'],
    permissions: [
      'read-situation',
      'manage-situation',
      'manage-sites',
      'manage-staff',
      'read-statistics',
      'read-people',
      'read-journal',
      'read-held',
      'import',
      'export',
    ],
  },
  registrar: {
    scope: 'situation',
    sensitivity: 'personal',
    permissions: [
      'read-situation',
      'read-statistics',
      'read-people',
      'register',
      'correct',
      'note-needs',
      'record-consent',
    ],
  },
  'registration-supervisor': {
    scope: 'situation',
    sensitivity: 'sensitive',
    permissions: [
      'read-situation',
      'read-statistics',
      'read-people',
      'read-needs',
      'register',
      'correct',
      'restructure',
      'change-status',
      'note-needs',
      'review-needs',
      'record-consent',
      'read-held',
      'mend-held',
      'read-journal',
      'import',
      'export',
    ],
  },
  'protection-officer': {
    scope: 'situation',
    sensitivity: 'confidential',
    permissions: [
      'read-situation',
      'read-statistics',
      'read-people',
      'read-needs',
      'note-needs',
      'review-needs',
      'record-sensitive',
      'record-consent',
      'change-status',
      'correct',
      'export',
    ],
  },
  'data-officer': {
    scope: 'situation',
    sensitivity: 'sensitive',
    permissions: [
      'read-situation',
      'read-statistics',
      'read-people',
      'read-needs',
      'import',
      'export',
      'register',
      'correct',
      'read-held',
      'mend-held',
      'read-journal',
    ],
  },
  viewer: {
    scope: 'situation',
    sensitivity: 'internal',
    permissions: ['read-situation', 'read-statistics'],
  },
  auditor: {
    scope: 'situation',
    sensitivity: 'confidential',
    permissions: ['read-situation', 'read-statistics', 'read-journal', 'read-access-log', 'read-held'],
  },
} as const satisfies Roles

export type RoleName = keyof typeof roles
