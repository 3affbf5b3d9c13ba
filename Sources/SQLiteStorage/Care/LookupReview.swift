import Items
import SQLiteDriver
import Storage
import Text

/// Looks whether ids, kinds and times make sense, and whether URLs can be found by their hashes.
struct LookupReview {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func run() throws -> [String] {
        var problems: [String] = []
        let statement = try connection.statement(
            """
            SELECT \(ItemRow.columns), url_hash, EXISTS (SELECT 1 FROM folders WHERE id = folder)
            FROM items ORDER BY number
            """)
        let members = try connection.statement(
            "SELECT url, url_hash, position FROM member_urls WHERE item = ? ORDER BY position")
        while try problems.count <= StoreCheck.problemsMax && statement.step() {
            let number = try statement.integer(0)
            do throws(Fault) {
                try check(statement, members)
            } catch {
                problems.append("item \(number) \(error.detail)")
            }
        }
        return problems
    }

    private struct Fault: Error {
        var detail: String
    }

    private func check(_ row: Statement, _ members: Statement) throws(Fault) {
        do {
            _ = try ItemRow.id(in: row)
            _ = try ItemRow.kind(in: row)
            _ = try ItemRow.created(in: row)
            _ = try ItemRow.updated(in: row)
            if try row.integer(12) != 1 { throw Fault(detail: "is in no folder") }
            let count = try row.integer(4)
            var urls: [String] = []
            if count > 1 {
                urls = try memberURLs(of: try row.integer(0), members)
                if urls.count != Int(count) {
                    throw Fault(detail: "has \(urls.count) URLs in member_urls, not \(count)")
                }
            } else {
                urls = try row.optionalText(5).map { [$0] } ?? []
                if urls.count != Int(count) {
                    throw Fault(detail: "has \(urls.count) URLs, not \(count)")
                }
            }
            let hash = row.isNull(11) ? nil : try row.integer(11)
            let expected = urls.isEmpty ? nil : Int64(bitPattern: StableHash.ofURLs(urls))
            if hash != expected {
                throw Fault(detail: "is not found by its URL: its hash is wrong")
            }
            if try urls.first.map({ Array($0.utf8) }) != (row.isNull(5) ? nil : row.textBytes(5)) {
                throw Fault(detail: "has another first URL than member_urls")
            }
        } catch let fault as Fault {
            throw fault
        } catch let error as StoreError {
            throw Fault(detail: error.message)
        } catch {
            throw Fault(detail: "cannot be read: \(error)")
        }
    }

    /// The URLs of an item that has several, in order.
    private func memberURLs(of number: Int64, _ members: Statement) throws -> [String] {
        try members.bind(number, at: 1)
        return try members.reading {
            var urls: [String] = []
            while try members.step() {
                let url = try members.text(0)
                if try members.integer(1) != Int64(bitPattern: StableHash.ofURLs([url])) {
                    throw Fault(detail: "is not found by its URL \(urls.count): its hash is wrong")
                }
                if try members.integer(2) != Int64(urls.count) {
                    throw Fault(detail: "lacks its URL \(urls.count)")
                }
                urls.append(url)
            }
            return urls
        }
    }
}
