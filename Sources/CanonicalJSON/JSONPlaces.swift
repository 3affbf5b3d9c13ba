/// Where each token of a tape stands: its container, and its place among the elements.
///
/// Made in one walk over the tokens, so that any number of pointers into one document cost no more
/// than their own length.
final class JSONPlaces {
    /// The token of a container; ``none`` for the root.
    private let containers: [UInt32]
    /// The number of an array's element, from 0; nothing for members.
    private let positions: [UInt32]

    private static let none = UInt32.max

    /// - Parameter tokens: the tokens of one document.
    init(_ tokens: UnsafeBufferPointer<JSONToken>) {
        var containers = [UInt32](repeating: JSONPlaces.none, count: tokens.count)
        var positions = [UInt32](repeating: 0, count: tokens.count)
        // The containers around the token, and how many elements each has had.
        var open: [(token: Int, end: Int, elements: UInt32)] = []
        for index in tokens.indices {
            while let last = open.last, last.end <= index { open.removeLast() }
            if let last = open.last {
                containers[index] = UInt32(truncatingIfNeeded: last.token)
                if tokens[last.token].kind == .array {
                    positions[index] = last.elements
                    open[open.count - 1].elements += 1
                }
            }
            let token = tokens[index]
            if token.kind == .array || token.kind == .object {
                open.append((index, Int(token.next), 0))
            }
        }
        self.containers = containers
        self.positions = positions
    }

    /// The container of a token; nil for the root.
    func container(of index: Int) -> Int? {
        let container = containers[index]
        return container == JSONPlaces.none ? nil : Int(container)
    }

    /// The number of a token among the elements of its array.
    func position(of index: Int) -> Int { Int(positions[index]) }
}
