/// The JSON Schemas of Metadex's own file formats, from the top-level folder `Schemas`.
public enum Schemas {
    /// Name and text of each file.
    public static let all: [(name: String, text: StaticString)] = EmbeddedFiles.all
}
