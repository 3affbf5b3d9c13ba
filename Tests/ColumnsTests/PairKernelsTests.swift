import TestSupport
import Testing

@testable import Columns

@Suite("Kernels: uuids, places and booleans")
struct PairKernelsTests {
    @Test("uuids, against each row alone", arguments: RandomCells.shapes(of: .uuid))
    func uuids(shape: String) throws {
        for seed in UInt64(0)..<20 {
            var random = SeededGenerator(seed: seed)
            let count = SegmentRoundTripTests.counts.randomElement(using: &random) ?? 1
            let cells = RandomCells.make(.uuid, shape, count, using: &random)
            let column = try CellColumn(.uuid, cells)
            let (among, plain) = RowSetTests.make(count, using: &random)
            guard case .uuid(let uuids) = column.segment.values else {
                Issue.record("no uuids")
                return
            }
            let values = cells.map(\.uuid)
            var constants = values.compactMap { $0 }.shuffled(using: &random).prefix(4).map { $0 }
            constants += [
                ColumnUUID(high: 0, low: 0), ColumnUUID(high: .max, low: .max),
                ColumnUUID(high: 1, low: 1),
            ]
            for constant in constants {
                for comparison in ValueComparison.allCases {
                    let expected = values.indices.filter {
                        plain.contains($0)
                            && (values[$0].map { comparison.holds($0, constant) } ?? false)
                    }
                    #expect(
                        Array(uuids.rows(comparison, constant, among: among)) == expected,
                        "\(shape), seed \(seed): \(comparison) \(constant)")
                }
                let high = constants.randomElement(using: &random) ?? constant
                let expected = values.indices.filter {
                    plain.contains($0) && (values[$0].map { constant <= $0 && $0 <= high } ?? false)
                }
                #expect(
                    Array(uuids.rows(from: constant, through: high, among: among)) == expected,
                    "\(shape), seed \(seed)")
            }
        }
    }

    @Test("places, against each row alone", arguments: RandomCells.shapes(of: .place))
    func places(shape: String) throws {
        for seed in UInt64(0)..<20 {
            var random = SeededGenerator(seed: seed)
            let count = SegmentRoundTripTests.counts.randomElement(using: &random) ?? 1
            let cells = RandomCells.make(.place, shape, count, using: &random)
            let column = try CellColumn(.place, cells)
            let (among, plain) = RowSetTests.make(count, using: &random)
            guard case .place(let places) = column.segment.values else {
                Issue.record("no places")
                return
            }
            func expect(_ rows: RowSet, _ hint: String, _ passes: (Double, Double) -> Bool) {
                let expected = column.slots {
                    if case .place(let latitude, let longitude) = $0 {
                        return passes(latitude, longitude)
                    }
                    return false
                }
                #expect(
                    Array(rows) == expected.filter(plain.contains),
                    "\(shape), seed \(seed): \(hint)")
            }
            for constant in [-179.0, -1, 0, 1, 51.5, Double.random(in: -90...90, using: &random)] {
                for comparison in ValueComparison.allCases {
                    expect(
                        places.rows(.latitude, comparison, constant, among: among),
                        "latitude \(comparison) \(constant)"
                    ) { at, _ in
                        comparison.holds(at, constant)
                    }
                    expect(
                        places.rows(.longitude, comparison, constant, among: among),
                        "longitude \(comparison) \(constant)"
                    ) { _, at in
                        comparison.holds(at, constant)
                    }
                }
            }
            for (south, west, north, east) in [
                (-10.0, -20.0, 60.0, 40.0), (-1, -180, 1, -179), (-90, 170, 90, -179), (5, 0, 1, 9),
            ] {
                expect(
                    places.rows(south: south, west: west, north: north, east: east, among: among),
                    "box \(south) \(west) \(north) \(east)"
                ) { latitude, longitude in
                    let isWithin =
                        west <= east
                        ? west <= longitude && longitude <= east
                        : west <= longitude || longitude <= east
                    return south <= latitude && latitude <= north && isWithin
                }
            }
            expect(places.rows(among: among) { $0 > $1 }, "test", >)
        }
    }

    @Test("booleans, against each row alone", arguments: RandomCells.shapes(of: .boolean))
    func booleans(shape: String) throws {
        for seed in UInt64(0)..<20 {
            var random = SeededGenerator(seed: seed)
            let cells = RandomCells.make(.boolean, shape, 150, using: &random)
            let column = try CellColumn(.boolean, cells)
            let (among, plain) = RowSetTests.make(150, using: &random)
            guard case .boolean(let booleans) = column.segment.values else {
                Issue.record("no booleans")
                return
            }
            for value in [true, false] {
                let expected = column.slots { $0 == .boolean(value) }.filter(plain.contains)
                #expect(Array(booleans.rows(value, among: among)) == expected, "seed \(seed)")
            }
        }
    }
}
