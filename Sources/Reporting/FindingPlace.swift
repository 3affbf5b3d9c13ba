import CanonicalJSON
import Findings

extension Finding {
    /// `path:line:column`, or less where a position does not exist.
    var place: String {
        let position = location.position
        return position.line > 0
            ? "\(location.file):\(position.line):\(position.column)" : location.file
    }

    /// The column behind the fault, when it is known to end in its line: the value is uncut.
    var endColumn: Int? {
        guard location.position.line > 0, location.length > 0, let value,
            value.utf8.count == location.length, !value.utf8.contains(UInt8(ascii: "\n"))
        else { return nil }
        return location.position.column + value.unicodeScalars.count
    }
}
