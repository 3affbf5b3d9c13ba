import ArgumentParser
import Findings
import SchemaModel
import Text

/// `metadex schema add`: a new key.
struct SchemaAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a key to the store's schema.",
        discussion: """
            A key that differs from another one only by case, spaces or invisible characters is asked \
            about first, for a name can never be taken back; where nobody can be asked, --yes is needed.

              $ metadex schema add speed number
              $ metadex schema add weather enum --option clear --option rain
              $ metadex schema add clip embedding --size 512
            """)

    @OptionGroup var options: SchemaEditOptions

    @Argument(help: "The key: letters, digits, space, - _ and . are allowed.")
    var key: String

    @Argument(
        help: """
            boolean, datetime, number, uuid, varchar (or string), text (or long_string), enum, \
            embedding or geospatial.
            """, completion: Completions.types)
    var type: String

    @Option(name: .customLong("option"), help: "An option of an enum; may be given several times.")
    var enumOptions: [String] = []

    @Option(help: ArgumentHelp("The numbers in an embedding, 1 to 4096.", valueName: "n"))
    var size: Int?

    @Option(help: ArgumentHelp("What the key means.", valueName: "text"))
    var description: String?

    func validate() throws {
        if !enumOptions.isEmpty, type != "enum" {
            throw ValidationError("--option goes with the type enum")
        }
        if size != nil, type != "embedding" {
            throw ValidationError("--size goes with the type embedding")
        }
        if size == nil, type == "embedding" {
            throw ValidationError("an embedding needs --size")
        }
    }

    func run() throws {
        let name = try SchemaEditOptions.name(key)
        var changes = [try change(for: name)]
        if let description { changes.append(.setDescription(name, description)) }
        try options.apply(changes)
    }

    private func change(for name: KeyName) throws -> SchemaChange {
        switch type {
        case "enum": return .addEnumeration(name, options: enumOptions)
        case "embedding": return .addEmbedding(name, size: size ?? 0)
        case "geospatial": return .addGeospatial(name)
        default: break
        }
        if let scalar = ScalarType(word: type) {
            return .define(name, .active(.variant(scalar)))
        }
        let words = ScalarType.allCases.map(\.rawValue) + ["enum", "embedding", "geospatial"]
        throw Failure.usage(
            "\"\(type)\" is not a type",
            hint: NearestMatch.match(for: type, in: words).map { "did you mean \($0)?" }
                ?? "known: \(words.joined(separator: ", "))")
    }
}
