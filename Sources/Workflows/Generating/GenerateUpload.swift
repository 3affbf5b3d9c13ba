import CanonicalJSON
public import SchemaModel
import UploadFormats

/// Makes an upload file of items that fit a schema, some of them flawed when that is asked for. The same
/// wish makes the same bytes, in every run and on every machine.
public struct GenerateUpload {
    /// What is made.
    public struct Wish: Sendable {
        /// Number of items.
        public var items: Int
        /// What the values depend on.
        public var seed: UInt64
        /// How many of a hundred items are flawed, from 0 to 100: each has one error.
        public var badPercent = 0
        /// Whether to write an item a line, instead of groups.
        public var isLines = false

        /// Items without a flaw, in groups.
        public init(items: Int, seed: UInt64) {
            self.items = items
            self.seed = seed
        }
    }

    /// What was made.
    public struct Outcome: Sendable, Equatable {
        /// Number of items.
        public var items = 0
        /// Of these, those with an error.
        public var bad = 0
    }

    private let keys: [(name: String, type: KeyType)]
    private let wish: Wish

    /// - Parameters:
    ///   - schema: whose active keys the items have.
    ///   - wish: what is made.
    public init(_ schema: MetadataSchema, _ wish: Wish) {
        keys = schema.keys.compactMap { key in
            key.state.definition.map { (key.name.text, $0.type) }
        }
        self.wish = wish
    }

    /// 256 KiB: a write of that size costs no more than its bytes.
    private static let bufferBytes = 256 << 10

    /// Writes the file.
    ///
    /// - Parameter write: gets the bytes in order.
    /// - Throws: what `write` throws.
    public func run(write: ([UInt8]) throws -> Void) throws -> Outcome {
        var outcome = Outcome()
        var bytes: [UInt8] = []
        var group: UploadGroup?
        for index in 0..<max(wish.items, 0) {
            let next = self.group(of: index)
            if !wish.isLines {
                if group == next {
                    bytes += ",\n".utf8
                } else {
                    bytes += (group == nil ? "{\n" : "\n],\n").utf8
                    bytes += "\"\(next.snakeCaseName)\": [\n".utf8
                }
            }
            group = next
            if append(index, next, &bytes) { outcome.bad += 1 }
            if wish.isLines { bytes.append(0x0A) }
            outcome.items += 1
            if bytes.count >= GenerateUpload.bufferBytes {
                try write(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        if !wish.isLines {
            bytes += (group == nil ? "{\n\"images\": [" : "").utf8
            bytes += "\n]\n}\n".utf8
        }
        try write(bytes)
        return outcome
    }

    /// Of a hundred items 80 are images, 15 videos and 5 groups of images.
    private func group(of index: Int) -> UploadGroup {
        let share = index * 100 / wish.items
        return share < 80 ? .images : share < 95 ? .videos : .imageGroups
    }

    /// One flaw of an item.
    private enum Flaw {
        case none, url
        /// The value of a key, by its place in the schema.
        case value(Int)
    }

    /// Appends an item.
    ///
    /// - Returns: whether it is flawed.
    private func append(_ index: Int, _ group: UploadGroup, _ bytes: inout [UInt8]) -> Bool {
        // Items do not depend on each other: any of them can be made again alone.
        var random = RepeatableGenerator(seed: wish.seed, stream: UInt64(index) &+ 1)
        let flaw = flaw(group, &random)
        bytes.append(UInt8(ascii: "{"))
        if wish.isLines { bytes += "\"externalFileType\": \"\(group.externalFileType)\", ".utf8 }
        let fault = if case .url = flaw { "a space " } else { "" }
        let address = "https://storage.example.com/generated/\(wish.seed)/\(fault)\(index)"
        switch group {
        case .imageGroups:
            bytes +=
                "\"objectUrl_0\": \"\(address)-0.jpg\", \"objectUrl_1\": \"\(address)-1.jpg\", "
                .utf8
        case .videos: bytes += "\"objectUrl\": \"\(address).mp4\", ".utf8
        default: bytes += "\"objectUrl\": \"\(address).jpg\", ".utf8
        }
        bytes += "\"title\": \"generated \(index)\", ".utf8
        appendMedia(group, &random, &bytes)
        bytes += "\"clientMetadata\": {".utf8
        appendMetadata(group, flaw, &random, &bytes)
        bytes += "}}".utf8
        if case .none = flaw { return false }
        return true
    }

    private func flaw(_ group: UploadGroup, _ random: inout RepeatableGenerator) -> Flaw {
        guard random.percent(wish.badPercent) else { return .none }
        let place = random.below(keys.count + 1)
        if place == keys.count || isOfFrames(keys[place].type, group) { return .url }
        return .value(place)
    }

    private func appendMedia(
        _ group: UploadGroup, _ random: inout RepeatableGenerator, _ bytes: inout [UInt8]
    ) {
        let size =
            "\"width\": \(320 + 16 * random.below(100)), \"height\": \(240 + 16 * random.below(60))"
        let file = 10_000 + random.below(5_000_000)
        switch group {
        case .videos:
            bytes +=
                "\"videoMetadata\": {\"fps\": 25, \"duration\": \(1 + random.below(600)), \(size), "
                .utf8
            bytes += "\"file_size\": \(file), \"mime_type\": \"video/mp4\"}, ".utf8
        case .images:
            bytes +=
                "\"imageMetadata\": {\"mimeType\": \"image/jpeg\", \"fileSize\": \(file), ".utf8
            bytes += "\(size)}, ".utf8
        default: break
        }
    }

    /// Whether values of a type are those of frames: vectors of a video.
    private func isOfFrames(_ type: KeyType, _ group: UploadGroup) -> Bool {
        if case .embedding = type { return group == .videos }
        return false
    }

    private func appendMetadata(
        _ group: UploadGroup, _ flaw: Flaw, _ random: inout RepeatableGenerator,
        _ bytes: inout [UInt8]
    ) {
        for (place, key) in keys.enumerated() where !isOfFrames(key.type, group) {
            let isBad = if case .value(place) = flaw { true } else { false }
            // One value in ten is missing, one in fifty is null.
            let isMissing = random.percent(10)
            let isNull = random.percent(2)
            if isMissing, !isBad { continue }
            appendMember(key.name, &bytes) { bytes in
                if isBad {
                    RandomValue.appendBad(key.type, using: &random, to: &bytes)
                    return true
                }
                if isNull {
                    bytes += "null".utf8
                    return true
                }
                return RandomValue.append(key.type, using: &random, to: &bytes)
            }
        }
        let vectors = keys.filter { isOfFrames($0.type, group) }
        if vectors.isEmpty { return }
        appendMember("$encord", &bytes) { bytes in
            bytes += "{\"frames\": {\"0\": {".utf8
            for key in vectors {
                appendMember(key.name, &bytes) {
                    RandomValue.append(key.type, using: &random, to: &$0)
                }
            }
            bytes += "}}}".utf8
            return true
        }
    }

    /// Appends a member, unless its value is none.
    private func appendMember(
        _ name: String, _ bytes: inout [UInt8], _ value: (inout [UInt8]) -> Bool
    ) {
        let start = bytes.count
        if bytes.last != UInt8(ascii: "{") { bytes += ", ".utf8 }
        JSONStringWriter.append(name, to: &bytes)
        bytes += ": ".utf8
        if !value(&bytes) { bytes.removeSubrange(start...) }
    }
}
