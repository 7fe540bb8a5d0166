/** The policy allows only style elements that carry this answer's nonce; Vite leaves it in a meta element. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

// The scroll lock behind Mantine's dialogs makes a style element of its own and looks for the nonce under this name.
Object.assign(globalThis, { __webpack_nonce__: nonce })
