import { useCallback, useMemo, useRef } from 'react'
import type { Draft } from '../../../workspace/screens/index.ts'
import {
  type Defaults,
  type HouseholdDraft,
  isMemberEmpty,
  type MemberDraft,
  type NameForm,
  nameForms,
  newMember,
} from './draft.ts'
import { focusMember } from './focus.ts'

const later = (work: () => void) => requestAnimationFrame(() => requestAnimationFrame(work))

/** What can be done with the people of the form. The functions stay the same, so that one person's typing redraws one card. */
export function useMembers(draft: Draft<HouseholdDraft>, defaults: Defaults) {
  const state = useRef({ draft, defaults })
  state.current = { draft, defaults }

  const change = useCallback((index: number, next: (member: MemberDraft) => MemberDraft) => {
    state.current.draft.change(before => ({
      ...before,
      members: before.members.map((member, place) => (place === index ? next(member) : member)),
    }))
  }, [])

  const remove = useCallback((index: number) => {
    state.current.draft.change(before => ({ ...before, members: before.members.filter((_, place) => place !== index) }))
    later(() => focusMember(index - 1))
  }, [])

  const add = useCallback(() => {
    let at = 0
    state.current.draft.change(before => {
      at = before.members.length
      return {
        ...before,
        members: [
          ...before.members,
          newMember({ ...state.current.defaults, level: before.level, origin: before.origin }, before.members),
        ],
      }
    })
    later(() => focusMember(at))
  }, [])

  /** Enter in a person's fields: on to the next one, who is made where there is none. Two empty people in a row help nobody. */
  const enter = useCallback(
    (index: number) => {
      const { members } = state.current.draft.value ?? { members: [] }
      const current = members[index]
      if (index < members.length - 1) focusMember(index + 1)
      else if (current && !isMemberEmpty(current)) add()
    },
    [add],
  )

  return useMemo(() => {
    const step = (from: HTMLElement, by: -1 | 1) => {
      const index = Number(from.closest<HTMLElement>('[data-member]')?.dataset.member ?? Number.NaN)
      if (Number.isInteger(index)) focusMember(index + by)
    }
    /** Asks for names in another form; parts that were written stay. */
    const reshape = (form: NameForm) => {
      const kinds: readonly string[] = nameForms[form]
      state.current.draft.change(before => ({
        ...before,
        members: before.members.map(member => ({
          ...member,
          names: [
            ...nameForms[form].map(kind => ({ kind, text: member.names.find(part => part.kind === kind)?.text ?? '' })),
            ...member.names.filter(part => part.text.trim() !== '' && !kinds.includes(part.kind)),
          ],
        })),
      }))
    }
    return { change, remove, add, enter, step, reshape }
  }, [change, remove, add, enter])
}
