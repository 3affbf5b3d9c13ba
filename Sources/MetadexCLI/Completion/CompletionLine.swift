import ArgumentParser
import Foundation
import Items
import QueryLanguage
import SchemaModel
import Storage

/// A command line that is being typed, and what its store has to offer for it.
struct CompletionLine {
    private let words: [String]
    /// The word that is being typed.
    let word: String

    /// - Parameters:
    ///   - words: all words, the program's name first.
    ///   - index: which of them is being typed.
    init(_ words: [String], _ index: Int) {
        self.words = words
        word = words.indices.contains(index) ? words[index] : ""
    }

    /// The names of some keys of the store's schema.
    func keys(_ isOffered: (SchemaKey) -> Bool) -> [String] {
        read { try $0.schema().schema.keys.filter(isOffered).map(\.name.text) } ?? []
    }

    /// The keys of the store's schema and the item's own fields, as queries write them.
    var queryKeys: [String] {
        let active = keys { if case .active = $0.state { true } else { false } }
        return active.map(Operand.text(ofKey:)) + ItemField.allCases.map { "@\($0.rawValue)" }
    }

    /// The store's folders.
    var folders: [String] {
        read { try $0.folders().map(\.name) } ?? []
    }

    /// Reads from the store that the command would take; nil where there is none to be read.
    private func read<Result>(_ body: (any StoreReader) throws -> Result) -> Result? {
        let terminal = Terminal()
        guard let options = try? StoreOptions.parse(storeArguments),
            let path = try? options.path(terminal),
            case .file = FileKind(path), let store = try? options.open(terminal)
        else { return nil }
        return try? store.read(body)
    }

    /// Those of the words that say which store it is.
    private var storeArguments: [String] {
        var arguments: [String] = []
        for (index, word) in words.enumerated() {
            switch word {
            case "--no-config": arguments.append(word)
            case "--store", "--config":
                guard words.indices.contains(index + 1) else { break }
                arguments += [word, words[index + 1]]
            case _ where word.hasPrefix("--store=") || word.hasPrefix("--config="):
                arguments.append(word)
            default: break
            }
        }
        return arguments
    }
}
