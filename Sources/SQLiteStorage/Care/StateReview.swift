import SQLiteDriver

/// Looks whether the store's one row of state agrees with its items.
struct StateReview {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func run() throws -> [String] {
        let rows = try connection.integer("SELECT count(*) FROM store_state") ?? 0
        if rows != 1 { return ["store_state has \(rows) rows, not one"] }
        var problems: [String] = []
        let next = try connection.integer("SELECT next_item FROM store_state") ?? 0
        let last = try connection.integer("SELECT max(number) FROM items") ?? 0
        if next <= last {
            problems.append("the next item would get number \(next), and there is an item \(last)")
        }
        let first = try connection.integer("SELECT min(number) FROM items") ?? 1
        if first < 1 { problems.append("there is an item \(first); numbers begin with 1") }
        return problems
    }
}
