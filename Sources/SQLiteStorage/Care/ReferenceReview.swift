import SQLiteDriver

/// Looks for rows that name others that are not there.
struct ReferenceReview {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func run() throws -> [String] {
        var problems: [String] = []
        let statement = try connection.statement("PRAGMA foreign_key_check")
        while try problems.count <= StoreCheck.problemsMax && statement.step() {
            let row = statement.isNull(1) ? "a row" : "row \(try statement.integer(1))"
            problems.append(
                "\(row) of \(try statement.text(0)) names a row of \(try statement.text(2)) that is "
                    + "not there")
        }
        return problems
    }
}
