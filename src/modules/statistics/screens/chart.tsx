import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useWords } from '../../workspace/screens/index.ts'
import styles from './statistics.module.css'

type Plot = typeof import('@observablehq/plot')

interface ChartProps {
  /** What one sees: the finding, not the kind of chart. */
  readonly title: string
  readonly source?: string
  readonly height?: number
  /** Draws into the width that there is; undefined where there is nothing to draw. */
  readonly draw: (plot: Plot, width: number) => Parameters<Plot['plot']>[0] | undefined
  /** The same figures as a table, behind the picture. */
  readonly table: ReactNode
}

/** A picture of figures, with its source below and its table behind. The library is loaded when the first one is shown. */
export function Chart({ title, source, height = 220, draw, table }: ChartProps) {
  const { t } = useWords()
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const [plot, setPlot] = useState<Plot>()
  const [width, setWidth] = useState(0)
  useEffect(() => {
    void import('@observablehq/plot').then(setPlot)
  }, [])
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    const element = frame.current
    if (!element || !plot || width < 40) return
    const options = draw(plot, width)
    if (!options) return
    const svg = plot.plot({
      width,
      height,
      style: { background: 'transparent', fontFamily: 'var(--font)', fontSize: '12px', overflow: 'visible' },
      ...options,
    })
    // Its own style element would break the page's content policy; what it says stands in our style sheet.
    for (const style of svg.querySelectorAll('style')) style.remove()
    svg.setAttribute('aria-hidden', 'true')
    svg.setAttribute('direction', 'ltr')
    element.replaceChildren(svg)
    return () => element.replaceChildren()
  }, [plot, width, height, draw])
  return (
    <figure className={styles.chart} aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      <div ref={frame} className={styles.picture} dir="ltr" style={{ minHeight: height }} />
      {source ? <p className={styles.source}>{source}</p> : null}
      <details>
        <summary>{t('statistics.as-table')}</summary>
        <div className={styles.scroll}>{table}</div>
      </details>
    </figure>
  )
}

export function SimpleTable({
  caption,
  head,
  rows,
}: {
  caption: string
  head: readonly string[]
  rows: readonly (readonly [string, ...(string | number)[]])[]
}) {
  const { number } = useWords()
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {head.map((text, index) => (
            <th key={text} scope="col" data-figures={index > 0 || undefined}>
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...rest]) => (
          <tr key={first}>
            <th scope="row">{first}</th>
            {rest.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other name than their column
              <td key={index} data-figures>
                {typeof cell === 'number' ? number(cell) : cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
