// A hundred ranges of Chinese characters in two weights: a chunk of its own, fetched when the language or a name needs it.
import '@fontsource/noto-sans-sc/400.css'
import '@fontsource/noto-sans-sc/600.css'
