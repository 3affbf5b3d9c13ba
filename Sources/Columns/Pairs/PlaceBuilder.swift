/// Builds segments of places.
enum PlaceBuilder {
    /// Chooses how the places are stored.
    static func draft(_ cells: borrowing ColumnCells, _ header: SegmentHeader) -> SegmentDraft {
        var header = header
        guard let common = cells.firstPair else { return SegmentDraft(header: header) }
        var (south, north) = (Double.infinity, -Double.infinity)
        var (west, east) = (Double.infinity, -Double.infinity)
        var isConstant = true
        for slot in 0..<cells.rowCount where cells.isPresent(slot) {
            let pair = cells.pair(slot)
            let latitude = Double(bitPattern: pair.0)
            let longitude = Double(bitPattern: pair.1)
            (south, north) = (min(south, latitude), max(north, latitude))
            (west, east) = (min(west, longitude), max(east, longitude))
            if pair != common { isConstant = false }
        }
        header.range.bounds = .places(south: south, north: north, west: west, east: east)
        if isConstant {
            header.base = common
            return SegmentDraft(header: header)
        }
        header.encoding = .plain
        return SegmentDraft(header: header) { $0.writePairs($1) }
    }
}
