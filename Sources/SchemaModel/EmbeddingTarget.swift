/// The product that embeddings are meant for; it decides how large they may be.
public enum EmbeddingTarget: String, Sendable, Hashable, CaseIterable {
    case index, active

    /// The largest size of an embedding, in numbers.
    public var sizeMax: Int {
        switch self {
        case .index: KeyDefinition.embeddingSizeMax
        case .active: KeyDefinition.embeddingSizeMaxActive
        }
    }
}
