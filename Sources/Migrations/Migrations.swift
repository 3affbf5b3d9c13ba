/// The numbered SQL files of the top-level folder `Migrations`, in order.
public enum Migrations {
    /// Name and text of each file.
    public static let all: [(name: String, text: StaticString)] = EmbeddedFiles.all
}
