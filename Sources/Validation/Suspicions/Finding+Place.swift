import CanonicalJSON
import Findings

extension Finding {
    /// Bytes of the file before the place.
    var offset: Int { location.position.offset }

    /// The one of two findings that comes first in the file.
    static func earlier(_ a: Finding?, _ b: Finding?) -> Finding? {
        guard let a, let b else { return a ?? b }
        return b.offset < a.offset ? b : a
    }
}

extension Finding {
    /// Calls a body with the place, to be changed.
    mutating func withPlace(_ body: (inout SourcePosition) -> Void) {
        body(&location.position)
    }
}
