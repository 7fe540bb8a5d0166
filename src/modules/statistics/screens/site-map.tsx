import { geoGraticule10, geoMercator, geoPath } from 'd3-geo'
import { useEffect, useState } from 'react'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { useWords } from '../../workspace/screens/index.ts'
import styles from './statistics.module.css'

interface MapSite {
  readonly id: string
  readonly name: string
  readonly latitude: number | null
  readonly longitude: number | null
  readonly population: number | null
}

type World = Topology<{ countries: GeometryCollection; land: GeometryCollection }>

const width = 640
const height = 400

/** Where people are, as circles whose area is their number, on a quiet base. */
export default function SiteMap({ sites }: { sites: readonly MapSite[] }) {
  const { t, number } = useWords()
  const [world, setWorld] = useState<World>()
  useEffect(() => {
    void import('world-atlas/countries-110m.json').then(loaded => setWorld(loaded.default as unknown as World))
  }, [])
  const placed = sites.flatMap(site =>
    site.latitude === null || site.longitude === null
      ? []
      : [{ ...site, at: [site.longitude, site.latitude] as [number, number] }],
  )
  const longitudes = placed.map(site => site.at[0])
  const latitudes = placed.map(site => site.at[1])
  const margin = Math.max(
    0.6,
    (Math.max(...longitudes) - Math.min(...longitudes)) * 0.25,
    (Math.max(...latitudes) - Math.min(...latitudes)) * 0.25,
  )
  const projection = geoMercator().fitExtent(
    [
      [24, 24],
      [width - 24, height - 24],
    ],
    {
      type: 'MultiPoint',
      coordinates: [
        [Math.min(...longitudes) - margin, Math.min(...latitudes) - margin],
        [Math.max(...longitudes) + margin, Math.max(...latitudes) + margin],
      ],
    },
  )
  const path = geoPath(projection)
  const most = Math.max(1, ...placed.map(site => site.population ?? 0))
  const summary = placed.map(site => `${site.name}: ${number(site.population ?? 0)}`).join('; ')
  return (
    <figure className={styles.chart}>
      <svg viewBox={`0 0 ${width} ${height}`} className={styles.map} role="img" aria-label={summary} direction="ltr">
        {world ? <path d={path(feature(world, world.objects.land)) ?? ''} fill="var(--surface)" /> : null}
        <path d={path(geoGraticule10()) ?? ''} fill="none" stroke="var(--line)" strokeWidth={0.5} />
        {world ? (
          <path
            d={path(mesh(world, world.objects.countries, (a, b) => a !== b)) ?? ''}
            fill="none"
            stroke="var(--line-strong)"
            strokeWidth={0.8}
            strokeDasharray="2 3"
          />
        ) : null}
        {placed.map(site => {
          const [x, y] = projection(site.at) ?? [0, 0]
          const radius = Math.max(4, 34 * Math.sqrt((site.population ?? 0) / most))
          return (
            <g key={site.id} transform={`translate(${x},${y})`}>
              <circle r={radius} fill="var(--accent)" fillOpacity={0.35} stroke="var(--accent)" strokeWidth={1.5} />
              <text y={radius + 14} textAnchor="middle" fontSize={13} fill="var(--ink)">
                {site.name}
              </text>
            </g>
          )
        })}
      </svg>
      <p className={styles.source}>{t('statistics.map-note')}</p>
    </figure>
  )
}
