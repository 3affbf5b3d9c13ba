import CanonicalJSON
import UploadFormats

/// Knows which keys may be renamed without taking another value's place: of two equal keys the last
/// one counts, so a rename onto a key that the object has already would destroy a value.
///
/// An item is walked through once, however many of its keys are renamed.
struct KeyRenames {
    private var item: Int?
    /// The object of each key, by the offset of the key in the item.
    private var owners: [Int: Int] = [:]
    /// The names that an object has or was given, as bytes, for the objects that were asked for.
    private var names: [Int: Set<[UInt8]>] = [:]

    /// Whether a key may get another name; the name is then taken.
    ///
    /// - Parameters:
    ///   - offset: the key's offset in the item.
    ///   - isItemMember: whether the key belongs to the item and not to its metadata: two spellings
    ///     of such a member are one.
    mutating func allows(
        keyAt offset: Int, in item: ItemTexts.Item, name: String, isItemMember: Bool
    ) -> Bool {
        if self.item != item.index {
            self.item = item.index
            owners = KeyRenames.owners(in: item.tape)
            names = [:]
        }
        guard let object = owners[offset] else { return false }
        func bytes(_ name: String) -> [UInt8] {
            Array((isItemMember ? MemberNames.item(name) ?? name : name).utf8)
        }
        if names[object] == nil {
            let keys = JSONNode(tape: item.tape, index: object).members.map(\.key)
            names[object] = Set(keys.compactMap { $0.string.map(bytes) })
        }
        return names[object]?.insert(bytes(name)).inserted == true
    }

    private static func owners(in tape: JSONTape) -> [Int: Int] {
        var owners: [Int: Int] = [:]
        for object in 0..<tape.count where tape[object].kind == .object {
            var key = object + 1
            while key < Int(tape[object].next) {
                owners[Int(tape[key].start)] = object
                key = Int(tape[key + 1].next)
            }
        }
        return owners
    }
}
