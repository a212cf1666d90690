/// Lays one to four artworks out on a grid of pixels with a palette.
struct Mosaic {
    /// Bits a pixel.
    let depth: Int
    /// Each tile's colour, then its label's.
    let palette: [RGB]
    private let tiles: [Tile]
    private let width: Int
    private let height: Int
    /// Tiles in a row, and rows.
    private let side: Int

    private struct Tile {
        var colour: UInt8
        var glyphs: [[UInt8]]
        var scale: Int
        var left: Int
        var top: Int
    }

    init(_ picture: Picture, width: Int, height: Int) {
        self.width = width
        self.height = height
        side = picture.tiles.count > 1 ? 2 : 1
        palette = picture.tiles.flatMap { artwork in
            let colour = artwork.colour.flatMap(RGB.init) ?? RGB(0x808080)
            return [colour, colour.contrast]
        }
        depth = palette.count <= 2 ? 1 : palette.count <= 4 ? 2 : 4
        let cellWidth = width / side
        let cellHeight = height / side
        // Two or three pictures fill four places, as a server's mosaics do.
        let places = picture.tiles.count == 2 ? [0, 1, 1, 0] : picture.tiles.count == 3 ? [0, 1, 2, 0] : [0, 1, 2, 3]
        tiles = places.prefix(side * side).map { place in
            let glyphs = BitmapFont.glyphs(of: picture.tiles[place].label ?? "")
            let letters = max(1, glyphs.count)
            let fitting = min(cellWidth / (letters * BitmapFont.advance + 1), cellHeight / (BitmapFont.height + 2))
            let scale = max(1, fitting)
            return Tile(
                colour: UInt8(2 * place), glyphs: glyphs, scale: scale,
                left: max(0, (cellWidth - letters * BitmapFont.advance * scale) / 2),
                top: max(0, (cellHeight - BitmapFont.height * scale) / 2)
            )
        }
    }

    /// The packed pixels of all rows, each after the byte that says it is not filtered (RFC 2083, 6.2).
    func scanlines() -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(height * (width * depth / 8 + 2))
        var known: [Int: [UInt8]] = [:]  // by row of tiles and by the glyphs' rows, since rows repeat
        for y in 0..<height {
            let row = min(y * side / height, side - 1)
            let offset = y - row * height / side
            let parts = (0..<side).map { glyphRow(tiles[row * side + $0], offset) }
            let kind = parts.reduce(row) { $0 * 16 + $1 + 1 }
            let line = known[kind] ?? scanline(row, parts)
            known[kind] = line
            result += line
        }
        return result
    }

    /// Which row of the letters a row of pixels within a tile shows; -1 where none.
    private func glyphRow(_ tile: Tile, _ offset: Int) -> Int {
        guard offset >= tile.top, offset < tile.top + BitmapFont.height * tile.scale else { return -1 }
        return (offset - tile.top) / tile.scale
    }

    private func scanline(_ row: Int, _ glyphRows: [Int]) -> [UInt8] {
        var line = [UInt8](repeating: 0, count: (width * depth + 7) / 8 + 1)
        for column in 0..<side {
            let tile = tiles[row * side + column]
            let start = column * width / side
            let end = (column + 1) * width / side
            for x in start..<end {
                let isLabel = glyphRows[column] >= 0 && isInk(tile, x - start - tile.left, glyphRows[column])
                let pixel = Int(isLabel ? tile.colour + 1 : tile.colour)
                line[1 + x * depth / 8] |= UInt8(pixel << (8 - depth - x * depth % 8))
            }
        }
        return line
    }

    private func isInk(_ tile: Tile, _ x: Int, _ row: Int) -> Bool {
        guard x >= 0 else { return false }
        let column = x / tile.scale
        let letter = column / BitmapFont.advance
        guard letter < tile.glyphs.count, column % BitmapFont.advance < BitmapFont.width else { return false }
        return tile.glyphs[letter][row] >> UInt8(BitmapFont.width - 1 - column % BitmapFont.advance) & 1 == 1
    }
}
