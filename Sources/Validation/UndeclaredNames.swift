import Text

/// The names of keys in good items that the schema does not have, for a store that wants to know them.
struct UndeclaredNames {
    /// 65,536 names are remembered; a file with more of them names some again.
    private static let rememberedMax = 1 << 16

    private var known = ByteTable()
    private var new: [String] = []

    /// Notes a name.
    mutating func note(_ name: UnsafeRawBufferPointer) {
        if known.count == UndeclaredNames.rememberedMax { known = ByteTable() }
        if known.insert(name).isNew { new.append(String(decoding: name, as: UTF8.self)) }
    }

    /// The names since the last call that were not there before.
    mutating func take() -> [String] {
        defer { new = [] }
        return new
    }
}
