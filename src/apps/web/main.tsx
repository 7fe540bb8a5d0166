import './no-eval.ts'
import '../../modules/workspace/screens/style/mantine.css'
import '../../modules/workspace/screens/style/fonts.css'
import '../../modules/workspace/screens/style/tokens.css'
import '../../modules/workspace/screens/style/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { firstLocale, turnTo } from './locale.ts'

const element = document.getElementById('root')
if (!element) throw new Error('index.html has no #root')
const words = await turnTo(firstLocale())
createRoot(element).render(<App first={words} />)
