import Text

/// Numbers the names that undeclared keys seem to be meant for, and counts in one object at a time
/// how many of its keys are meant for each.
///
/// Of several keys that are meant for one name, the first gets it: what a key that is only counted
/// gets must not depend on keys that are reported.
struct KeyClaims {
    /// A name that some key is meant for.
    private struct Claim {
        var name: [UInt8]
        /// The number of the key with this name, -1 while no such key was met.
        var key = -1
        /// The object in which keys were counted last, and their number.
        var object = 0
        var count = 0
    }

    private var claims: [Claim] = []
    private var numbers: [ExactText: Int32] = [:]
    private var object = 0
    /// Whether the object has keys that are not remembered, which may have any name.
    var hasUnremembered = false

    /// The number of a name, -1 for no name.
    mutating func number(of name: String?) -> Int32 {
        guard let name else { return -1 }
        if let known = numbers[ExactText(name)] { return known }
        let number = Int32(truncatingIfNeeded: claims.count)
        numbers[ExactText(name)] = number
        claims.append(Claim(name: Array(name.utf8)))
        return number
    }

    /// Begins to count in an object.
    ///
    /// - Returns: false when it was counted in already.
    mutating func begin(_ object: Int) -> Bool {
        if self.object == object { return false }
        self.object = object
        hasUnremembered = false
        return true
    }

    /// Counts a key that is meant for a name.
    mutating func add(_ number: Int32) {
        guard number >= 0 else { return }
        let place = Int(number)
        if claims[place].object != object {
            claims[place].object = object
            claims[place].count = 0
        }
        claims[place].count &+= 1
    }

    /// Whether one key alone of the object is meant for a name.
    func isSingle(_ number: Int32) -> Bool {
        let claim = claims[Int(number)]
        return claim.object == object && claim.count == 1
    }

    /// The number of the key that has the name itself, -1 when there was none so far.
    mutating func key(of number: Int32, in names: ByteTable) -> Int {
        let place = Int(number)
        if claims[place].key < 0 {
            claims[place].key = claims[place].name.withUnsafeBytes { names.find($0) }
        }
        return claims[place].key
    }
}
