const fields = 'input:not([type="hidden"]):not([tabindex="-1"]):not(:disabled), textarea'

/** Puts the caret into the first field of a person, or into the field that a problem's path names. */
export function focusMember(index?: number, path?: string): void {
  if (path !== undefined) {
    const named = [...document.querySelectorAll<HTMLElement>('[name]')].find(element =>
      isSame(element.getAttribute('name') ?? '', path),
    )
    const member = /^members\.(\d+)/.exec(path)?.[1]
    const target =
      named ??
      document.querySelector<HTMLElement>(
        member === undefined ? '[aria-invalid="true"]' : `[data-member="${member}"] [aria-invalid="true"]`,
      )
    target?.focus()
    target?.scrollIntoView({ block: 'center' })
    return
  }
  const first = document.querySelector<HTMLElement>(`[data-member="${index}"]`)?.querySelector<HTMLElement>(fields)
  first?.focus()
  first?.scrollIntoView({ block: 'center' })
}

/** `members.0.birth` names the field of `members.0.birth.date`, and `members.0.names.0` that of `members.0.names`. */
function isSame(name: string, path: string): boolean {
  return name === path || path.startsWith(`${name}.`) || name.startsWith(`${path}.`)
}
