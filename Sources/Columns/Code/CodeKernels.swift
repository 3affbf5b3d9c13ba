extension CodeSegment {
    /// The rows whose text has one of some codes.
    ///
    /// - Parameters:
    ///   - codes: the codes.
    ///   - among: the rows to look at.
    public func rows(in codes: CodeSet, among: RowSet) -> RowSet {
        let nothing = RowSet.none(of: present.capacity)
        let near = codes.runs.filter { $0.lowerBound <= high && low <= $0.upperBound }
        guard let first = near.first else { return nothing }
        let live = among.intersection(present)
        if first.lowerBound <= low, high <= first.upperBound { return live }
        guard case .narrow(let stream) = storage else {
            return near.contains { $0.contains(low) } ? live : nothing
        }
        if near.count <= CodeSegment.scansMax {
            var found = nothing
            for run in near {
                found = found.union(
                    stream.rows(from: run.lowerBound, through: run.upperBound, among: live))
            }
            return found
        }
        return rows(codes.words(below: high + 1), stream, live)
    }

    /// 6 runs of codes: so many scans cost what one look at a table costs.
    static let scansMax = 6

    /// The rows whose codes have a bit in a table of ``high`` + 1 bits at least.
    private func rows(_ table: [UInt64], _ stream: NarrowStream, _ live: RowSet) -> RowSet {
        var words = [UInt64](repeating: 0, count: RowSet.wordCount(present.capacity))
        table.withUnsafeBufferPointer { table in
            words.withUnsafeMutableBufferPointer { words in
                stream.forEach(in: live) { slot, code in
                    let bit = table[Int(code >> 6)] &>> UInt64(code & 63) & 1
                    words[slot &>> 6] |= bit &<< UInt64(truncatingIfNeeded: slot & 63)
                }
            }
        }
        return RowSet(capacity: present.capacity, words: words)
    }

    /// Counts the rows of each code.
    ///
    /// - Parameters:
    ///   - counts: by code; grows as far as the codes of the segment need it.
    ///   - among: the rows to count.
    public func addCounts(to counts: inout [Int], among: RowSet) {
        let live = among.intersection(present)
        guard !live.isEmpty else { return }
        if counts.count <= Int(high) {
            counts.append(contentsOf: repeatElement(0, count: Int(high) + 1 - counts.count))
        }
        guard case .narrow(let stream) = storage else {
            counts[Int(low)] += live.count
            return
        }
        // Four tables: neighbours with one code do not wait for each other's count.
        let width = Int(high) + 1
        let tables = width <= CodeSegment.manyTablesMax ? 4 : 1
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: width * tables) { table in
            table.initialize(repeating: 0)
            let lane = tables - 1
            stream.forEach(in: live) { slot, code in
                table[(slot & lane) &* width &+ Int(code)] &+= 1
            }
            for index in 0..<(width * tables) { counts[index % width] += Int(table[index]) }
        }
    }

    /// 4,096 codes: four tables of them stay in the first cache.
    static let manyTablesMax = 4_096
}
