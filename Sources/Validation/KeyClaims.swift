import Text

/// Numbers the names that undeclared keys seem to be meant for, and tells in one object at a time
/// which of its keys may get them.
///
/// Of two equal keys of an object only the last one counts, so a rename onto a key that the object
/// has already would destroy a value: of several keys that are meant for one name, the first gets it,
/// unless a key has it.
struct KeyClaims {
    /// A name that some key is meant for.
    private struct Claim {
        var name: [UInt8]
        /// The number of the key with this name, -1 while no such key was met.
        var key = -1
        /// The object in which a key got the name last.
        var object = 0
    }

    private var claims: [Claim] = []
    private var numbers: [ExactText: Int32] = [:]
    /// The names that keys of an object have or got, for objects with keys that are not remembered,
    /// which may have any name; and the object.
    private var names: Set<ExactText> = []
    private var namesObject = 0

    /// The number of a name, -1 for no name.
    mutating func number(of name: String?) -> Int32 {
        guard let name else { return -1 }
        if let known = numbers[ExactText(name)] { return known }
        let number = Int32(truncatingIfNeeded: claims.count)
        numbers[ExactText(name)] = number
        claims.append(Claim(name: Array(name.utf8)))
        return number
    }

    /// Gives a name to a key; false where a key of the object got it before.
    mutating func give(_ number: Int32, in object: Int) -> Bool {
        let place = Int(number)
        if claims[place].object == object { return false }
        claims[place].object = object
        return true
    }

    /// The number of the key that has the name itself, -1 when there was none so far.
    mutating func key(of number: Int32, in names: ByteTable) -> Int {
        let place = Int(number)
        if claims[place].key < 0 {
            claims[place].key = claims[place].name.withUnsafeBytes { names.find($0) }
        }
        return claims[place].key
    }

    /// Gives a name to a key of an object that has keys which are not remembered.
    ///
    /// - Parameter keys: the names of the object's keys; asked for once an object.
    mutating func give(_ name: String, in object: Int, keys: () -> Set<ExactText>) -> Bool {
        if namesObject != object {
            namesObject = object
            names = keys()
        }
        return names.insert(ExactText(name)).inserted
    }
}
