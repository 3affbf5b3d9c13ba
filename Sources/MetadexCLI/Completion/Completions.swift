import ArgumentParser
import Findings
import SchemaModel

/// What shells offer for the arguments of commands.
///
/// A completion is quick, changes nothing and says nothing: where something cannot be read, there is
/// nothing to offer.
enum Completions {
    /// The names of rules; their codes once one is begun.
    static let rules = CompletionKind.custom { words, index, _ in
        let begun = CompletionLine(words, index).word.uppercased()
        return CompletionWord.offered(
            begun.hasPrefix("MX") ? RuleCatalog.all.map(\.id.code) : RuleCatalog.all.map(\.name))
    }

    /// The types that a key can be declared with.
    static let types = CompletionKind.list(
        ScalarType.allCases.map(\.rawValue) + ["enum", "embedding", "geospatial"])

    /// The types that a scalar key can change to.
    static let scalarTypes = CompletionKind.list(ScalarType.allCases.map(\.rawValue))

    /// The types of `metadex value`.
    static let valueTypes = CompletionKind.list(
        ScalarType.allCases.map(\.rawValue) + ["enum", "embedding", "geospatial", "user"])

    /// The active keys of the store's schema.
    static let keys = CompletionKind.custom { words, index, _ in
        CompletionWord.offered(CompletionLine(words, index).keys { $0.isActive })
    }

    /// The keys of the store's schema that can be restored.
    static let deletedKeys = CompletionKind.custom { words, index, _ in
        CompletionWord.offered(CompletionLine(words, index).keys { $0.isSoftDeleted })
    }

    /// The enum keys of the store's schema.
    static let enumKeys = CompletionKind.custom { words, index, _ in
        CompletionWord.offered(CompletionLine(words, index).keys { $0.isEnumeration })
    }

    /// One key as queries write it.
    static let queryKey = CompletionKind.custom { words, index, _ in
        CompletionWord.offered(CompletionLine(words, index).queryKeys)
    }

    /// Keys as queries write them, with commas between them.
    static let queryKeys = CompletionKind.custom { words, index, _ in
        let line = CompletionLine(words, index)
        let done = line.word.lastIndex(of: ",").map { line.word[...$0] } ?? ""
        return CompletionWord.offered(line.queryKeys.map { done + $0 })
    }

    /// The folders of the store.
    static let folders = CompletionKind.custom { words, index, _ in
        CompletionWord.offered(CompletionLine(words, index).folders)
    }
}

extension SchemaKey {
    fileprivate var isActive: Bool { if case .active = state { true } else { false } }

    fileprivate var isSoftDeleted: Bool { if case .softDeleted = state { true } else { false } }

    fileprivate var isEnumeration: Bool {
        if case .active(.enumeration) = state { true } else { false }
    }
}
