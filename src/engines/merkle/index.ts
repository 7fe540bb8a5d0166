export { MerkleFrontier } from './frontier.ts'
export { type LeafRange, type NodeId, nodesOfRange } from './ranges.ts'
export { readerOfTiles, TILE_HEIGHT, TILE_WIDTH, type Tile, tileOfNode, tilePath, tilesBetween } from './tiles.ts'
export {
  type Consistency,
  consistencyProof,
  emptyRootOf,
  type Hash,
  type Inclusion,
  inclusionProof,
  leafHashOf,
  type NodeReader,
  nodeHashOf,
  nodesForConsistency,
  nodesForInclusion,
  readerOfLeaves,
  rootOf,
  sameBytes,
  verifyConsistency,
  verifyInclusion,
} from './tree.ts'
