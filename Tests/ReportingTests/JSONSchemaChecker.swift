import Foundation
import Testing

/// Checks JSON values against the part of JSON Schema that this project's schemas use.
///
/// A keyword that it does not know is a failure, so a schema cannot outgrow it unseen.
struct JSONSchemaChecker {
    private let root: [String: Any]

    init(contentsOf url: URL) throws {
        let value = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
        root = try #require(value as? [String: Any])
    }

    /// What is wrong with a value, one line a fault; empty when nothing is.
    ///
    /// - Parameter definition: the name of a schema in `$defs`; the whole schema if nil.
    func faults(in value: Any, definition: String? = nil) -> [String] {
        let schema = definition.map { ["$ref": "#/$defs/\($0)"] as [String: Any] } ?? root
        return faults(value, schema, "")
    }

    private func faults(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        var faults: [String] = []
        for (keyword, argument) in schema {
            if let fault = check(keyword, argument, value, schema, path, &faults) {
                faults.append("\(path): \(fault)")
            }
        }
        return faults
    }

    private func check(
        _ keyword: String, _ argument: Any, _ value: Any, _ schema: [String: Any], _ path: String,
        _ faults: inout [String]
    ) -> String? {
        let object = value as? [String: Any]
        switch keyword {
        case "$schema", "$id", "$defs", "title", "description": return nil
        case "$ref":
            let name = (argument as? String)?.split(separator: "/").last.map(String.init) ?? ""
            let definitions = root["$defs"] as? [String: Any]
            guard let target = definitions?[name] as? [String: Any] else { return "no \(name)" }
            faults += self.faults(value, target, path)
        case "type":
            let names = argument as? [String] ?? [argument as? String ?? ""]
            if !names.contains(where: { isOfType($0, value) }) { return "not of type \(names)" }
        case "const": if !isEqual(value, argument) { return "expected \(argument)" }
        case "enum":
            let options = argument as? [Any] ?? []
            if !options.contains(where: { isEqual($0, value) }) { return "not in \(options)" }
        case "minimum":
            if let number = value as? Double, let least = argument as? Double, number < least {
                return "\(number) is less than \(least)"
            }
        case "minLength":
            if let text = value as? String, text.count < argument as? Int ?? 0 {
                return "too short"
            }
        case "pattern":
            if let text = value as? String, let pattern = argument as? String,
                text.range(of: pattern, options: .regularExpression) == nil
            {
                return "\(text) does not match \(pattern)"
            }
        case "required":
            let missing = (argument as? [String] ?? []).filter {
                object != nil && object?[$0] == nil
            }
            if !missing.isEmpty { return "\(missing) missing" }
        case "properties":
            for (name, property) in argument as? [String: [String: Any]] ?? [:] {
                if let member = object?[name] {
                    faults += self.faults(member, property, "\(path)/\(name)")
                }
            }
        case "additionalProperties":
            let known = (schema["properties"] as? [String: Any] ?? [:]).keys
            let unknown = (object ?? [:]).keys.filter { !known.contains($0) }
            if argument as? Bool == false, !unknown.isEmpty { return "\(unknown) unknown" }
        case "items":
            for (index, element) in (value as? [Any] ?? []).enumerated() {
                faults += self.faults(
                    element, argument as? [String: Any] ?? [:], "\(path)/\(index)")
            }
        case "anyOf":
            let all = (argument as? [[String: Any]] ?? []).map { self.faults(value, $0, path) }
            if !all.contains([]) { return "none of anyOf: \(all)" }
        case "allOf":
            for part in argument as? [[String: Any]] ?? [] {
                faults += self.faults(value, part, path)
            }
        default: return "unknown keyword \(keyword)"
        }
        return nil
    }

    private func isOfType(_ name: String, _ value: Any) -> Bool {
        switch name {
        case "null": value is NSNull
        case "string": value is String
        case "array": value is [Any]
        case "object": value is [String: Any]
        case "integer":
            (value as? NSNumber).map {
                !isBoolean($0) && $0.doubleValue.rounded() == $0.doubleValue
            }
                ?? false
        default: false
        }
    }

    private func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }

    private func isEqual(_ a: Any, _ b: Any) -> Bool {
        (a as? NSObject)?.isEqual(b as? NSObject) ?? false
    }
}
