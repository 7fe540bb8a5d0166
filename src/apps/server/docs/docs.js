// The description of the API: narrows by what is typed, copies examples, shows where one is. Works without it too.
const search = document.getElementById('search')
const nothing = document.getElementById('nothing')
const entries = [...document.querySelectorAll('[data-entry]')]
const groups = [...document.querySelectorAll('[data-group]')]

function narrow() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean)
  for (const entry of entries) entry.hidden = !words.every(word => entry.dataset.entry.includes(word))
  for (const group of groups) group.hidden = !group.querySelector('[data-entry]:not([hidden])')
  nothing.hidden = entries.some(entry => !entry.hidden)
}

search.addEventListener('input', narrow)
document.addEventListener('keydown', event => {
  if (event.key === '/' && document.activeElement !== search) {
    event.preventDefault()
    search.focus()
  } else if (event.key === 'Escape' && document.activeElement === search) {
    search.value = ''
    narrow()
  }
})

for (const button of document.querySelectorAll('[data-copy]')) {
  const label = button.textContent
  button.addEventListener('click', async () => {
    const code = button.parentElement.querySelector('code')
    try {
      await navigator.clipboard.writeText(code.textContent)
      button.textContent = button.dataset.done
      setTimeout(() => {
        button.textContent = label
      }, 2000)
    } catch {
      // Without leave to copy, the text is marked for the person to copy.
      getSelection().selectAllChildren(code)
    }
  })
}

const links = new Map([...document.querySelectorAll('.side a')].map(link => [link.hash.slice(1), link]))
const seen = new IntersectionObserver(
  found => {
    for (const { target, isIntersecting } of found) links.get(target.id)?.classList.toggle('here', isIntersecting)
  },
  { rootMargin: '-10% 0px -70% 0px' },
)
for (const article of document.querySelectorAll('article')) seen.observe(article)
