import Items
import QueryEngine
import QueryLanguage
package import QueryOracle
import SchemaModel
import Storage
import Testing

/// Random questions about random items, answered by a store and by an oracle that shares no code
/// with it.
package struct OracleComparison: Sendable {
    private let backend: any StoreBackend
    private let oracle: Oracle

    package init(_ backend: any StoreBackend, _ oracle: Oracle = Oracle()) {
        self.backend = backend
        self.oracle = oracle
    }

    /// What came of a comparison.
    package struct Outcome: Sendable {
        /// The answers that differ, with the question.
        package fileprivate(set) var differences: [String] = []
        /// How many items passed a filter, and how many did not.
        package fileprivate(set) var passed = 0
        package fileprivate(set) var failed = 0
    }

    /// Asks questions until there are enough.
    ///
    /// - Parameters:
    ///   - seed: decides the items and the questions.
    ///   - count: number of questions.
    ///   - stopsEarly: whether the first answer that differs is enough.
    package func ask(seed: UInt64, count: Int, stopsEarly: Bool = false) throws -> Outcome {
        var outcome = Outcome()
        var dice = Dice(seed: seed)
        try backend.withStore { store in
            let things = try fill(store, &dice)
            for number in 0..<count where !(stopsEarly && !outcome.differences.isEmpty) {
                var request = QueryRequest()
                do {
                    try ask(&dice, store, things, &request, &outcome)
                } catch {
                    outcome.differences.append(
                        "seed \(seed), question \(number): \(request): \(error)")
                }
            }
        }
        return outcome
    }

    // MARK: Items

    /// How many items are asked about.
    private static let itemCount = 80

    private func fill(_ store: any MetadataStore, _ dice: inout Dice) throws -> [Thing] {
        try store.saveSchema(Self.schema, basedOn: 0)
        var documents = [Self.everyKey]
        var uploads: [Upload] = []
        for number in 0..<Self.itemCount {
            if number > 0 { documents.append(dice.document()) }
            uploads.append(Upload(dice.item(number), metadata: documents[number]))
        }
        let half = Self.itemCount / 2
        try store.load(Array(uploads[..<half]), into: "f")
        try store.load(Array(uploads[half...]), into: "g")
        return try zip(store.allItems(), documents).map { item, document in
            Thing(
                urls: item.urls, title: item.title, kind: item.kind.wireName, folder: item.folder,
                uuid: item.id.description, created: Moment(item.created),
                updated: Moment(item.updated), document: try Tree(document))
        }
    }

    /// A document that makes every key known that the schema does not have.
    private static let everyKey =
        "{" + World.undeclared.map { "\"\($0)\": null" }.joined(separator: ", ") + "}"

    private static let schema = MetadataSchema(
        World.keys.map { name, kind in
            let definition: KeyDefinition =
                switch kind {
                case .boolean: .variant(.boolean)
                case .number(.greatestFiniteMagnitude): .variant(.number)
                case .number: .number(.single)
                case .datetime: .variant(.datetime)
                case .uuid: .variant(.uuid)
                case .text: .variant(.text)
                case .user: .user
                case .place: .geospatial
                case .embedding: .embedding(size: 3, api: nil)
                case .varchar(let longest): .varchar(maxLength: longest)
                case .options(let options): .enumeration(options)
                }
            return SchemaKey(name: KeyName(stored: name), state: .active(definition))
        })

    // MARK: Questions

    private func ask(
        _ dice: inout Dice, _ store: any MetadataStore, _ things: [Thing],
        _ request: inout QueryRequest, _ outcome: inout Outcome
    ) throws {
        let question = dice.question()
        request.filter = question.text(&dice)
        let passing = things.indices.filter { oracle.holds(question, things[$0]) }
        outcome.passed += passing.count
        outcome.failed += things.count - passing.count
        func expect<Answer: Equatable>(_ answer: [Answer], _ expected: [Answer]) {
            guard answer != expected else { return }
            let place = zip(answer, expected).prefix { $0 == $1 }.count
            func shown(_ answers: [Answer]) -> String {
                place < answers.count ? "\(answers[place])" : "nothing"
            }
            outcome.differences.append(
                "\(request): at \(place) \(shown(answer)) instead of \(shown(expected))")
        }
        if dice.number(0...2) == 0 {
            let subject = dice.ordered()
            request.facet = subject.text(&dice)
            let (_, answer) = try RandomQuery.answer(to: request, from: store)
            let buckets = oracle.buckets(subject, passing.map { things[$0] })
            let facet = answer.facet ?? []
            expect(facet.map { Oracle.Bucket($0.value) }, buckets.map(\.bucket))
            expect(facet.map(\.count), buckets.map(\.count))
            expect([answer.matchCount], [passing.count])
            return
        }
        var orderings: [(Subject, isDescending: Bool)] = []
        for _ in 0..<dice.number(0...2) { orderings.append((dice.ordered(), dice.chance(2))) }
        let sort = orderings.map { $0.text(&dice) + ($1 ? ":desc" : "") }
        request.sort = sort.isEmpty ? nil : sort.joined(separator: ", ")
        let shown = dice.key()
        request.select = shown.text(&dice)
        let (rows, _) = try RandomQuery.answer(to: request, from: store)
        let order = oracle.order(passing, of: things, by: orderings)
        expect(rows.map { $0.id?.description }, order.map { things[$0].uuid })
        expect(
            try rows.map { try $0.values.first.flatMap(Self.tree) },
            order.map { oracle.shown(shown, things[$0]) })
    }

    /// A selected value of a document, decoded; nil where it is missing.
    private static func tree(_ value: QueryValue) throws -> Tree? {
        guard case .json(let bytes) = value else { return nil }
        return try Tree(String(decoding: bytes, as: UTF8.self))
    }
}
