import sharp from 'sharp'
import { problem } from '../problems.ts'

/** Sharp keeps a thread for each picture: two at once are enough, and the others wait. */
const atOnce = 2
const mostPixels = 60_000_000
const widest = 600
const highest = 800
/** Tried in this order until the picture is small enough for the journal. */
const qualities = [80, 65, 50, 35]
const mostBytes = 200_000

sharp.cache(false)
sharp.concurrency(1)

export interface SmallPhoto {
  readonly mediaType: 'image/jpeg'
  readonly width: number
  readonly height: number
  readonly bytes: Buffer
}

let running = 0
const waiting: (() => void)[] = []

/**
 * Makes a photo small: turned upright, at most 600×800, JPEG, without any of the camera's data (place, time, device).
 * Throws `files.not-an-image` for what is none or is broken, `files.image-too-large` for more pixels than any camera.
 */
export async function smallPhoto(body: Buffer): Promise<SmallPhoto> {
  if (!isPicture(body)) throw problem('files.not-an-image')
  if (running >= atOnce) await new Promise<void>(resolve => waiting.push(resolve))
  running++
  try {
    return await encode(body)
  } finally {
    running--
    waiting.shift()?.()
  }
}

async function encode(body: Buffer): Promise<SmallPhoto> {
  const image = sharp(body, { limitInputPixels: mostPixels, failOn: 'error', animated: false })
  try {
    const { width, height } = await image.metadata()
    if (width * height > mostPixels) throw problem('files.image-too-large')
    const upright = await image
      .rotate()
      .resize({ width: widest, height: highest, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { width: w, height: h, channels } = upright.info
    const raw = { width: w, height: h, channels: channels as 1 | 3 }
    for (const quality of qualities) {
      const bytes = await sharp(upright.data, { raw }).jpeg({ quality, chromaSubsampling: '4:2:0' }).toBuffer()
      if (bytes.length <= mostBytes) return { mediaType: 'image/jpeg', width: w, height: h, bytes }
    }
    throw problem('files.image-too-large')
  } catch (failure) {
    if (failure instanceof Error && /pixel limit/i.test(failure.message)) throw problem('files.image-too-large')
    if (failure instanceof Error && failure.name === 'Problem') throw failure
    // The library says in its own words what is wrong with a picture; for the person it is simply none.
    throw problem('files.not-an-image')
  }
}

/** By the first bytes, so that no other format of the library (SVG, PDF, …) is ever opened. */
function isPicture(body: Buffer): boolean {
  const start = body.subarray(0, 12).toString('latin1')
  return (
    start.startsWith('\xff\xd8\xff') ||
    start.startsWith('\x89PNG\r\n\x1a\n') ||
    (start.startsWith('RIFF') && start.endsWith('WEBP')) ||
    /^.{4}ftyp(heic|heix|mif1|avif)/s.test(start)
  )
}
