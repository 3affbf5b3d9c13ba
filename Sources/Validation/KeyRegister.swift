import CanonicalJSON
import Findings
import Text
import Values

/// The keys that a validator has met: those of the schema by their positions, then undeclared ones
/// in the order of their first appearance.
final class KeyRegister {
    /// An undeclared key.
    struct Undeclared {
        let name: String
        /// What is wrong with the key when its value is no array, and when it is one.
        let problem: KeyProblem?
        let problemOfList: KeyProblem?
        /// The number of the name that it seems to be meant for, -1 for none.
        let claim: Int32
        /// Whether all that is wrong with it is that the schema lacks it, when its value is no array,
        /// and when it is one.
        let isUnknown: Bool
        let isUnknownAsList: Bool

        init(name: String, problem: KeyProblem?, problemOfList: KeyProblem?, claim: Int32) {
            self.name = name
            self.problem = problem
            self.problemOfList = problemOfList
            self.claim = claim
            isUnknown = problem?.rule == .keyUnknown
            isUnknownAsList = problemOfList?.rule == .keyUnknown
        }
    }

    /// 1,024 undeclared keys are remembered; what is wrong with others is found out again each time.
    static let undeclaredMax = 1024
    /// 256 bytes: longer undeclared keys are not remembered.
    static let lengthMax = 256

    /// All keys by number.
    let names: ByteTable
    /// The number of the schema's keys; those with greater numbers are undeclared.
    let declaredCount: Int
    /// The number of `$encord`.
    private(set) var encordNumber = -1
    /// By number less ``declaredCount``; only the first ``undeclaredCount`` are initialised.
    let undeclared: UnsafeMutablePointer<Undeclared>
    private(set) var undeclaredCount = 0
    /// What undeclared keys are meant for.
    var claims = KeyClaims()

    private let schema: CompiledSchema?
    /// The names that may stay undeclared.
    private let allowed: Set<ExactText>
    /// What a misspelled key may have been meant for.
    private let nearby: [String]

    /// - Parameter allowedNames: the keys that may stay undeclared.
    init(_ schema: CompiledSchema?, undeclared allowedNames: [String] = []) {
        self.schema = schema
        allowed = Set(allowedNames.map(ExactText.init))
        nearby = (schema.map { Array($0.activeNames) } ?? []) + allowedNames
        names = schema.map { ByteTable(copying: $0.names) } ?? ByteTable()
        declaredCount = names.count
        undeclared = .allocate(capacity: KeyRegister.undeclaredMax)
        encordNumber = Array("$encord".utf8).withUnsafeBytes { number(of: $0) }
    }

    deinit {
        undeclared.deinitialize(count: undeclaredCount)
        undeclared.deallocate()
    }

    /// The most keys that are ever numbered.
    var capacity: Int { declaredCount + KeyRegister.undeclaredMax }

    /// The number of a key, which is remembered when it is new; -1 when there is no room for it.
    func number(of text: UnsafeRawBufferPointer) -> Int {
        let known = names.find(text)
        guard known < 0, undeclaredCount < KeyRegister.undeclaredMax,
            text.count <= KeyRegister.lengthMax
        else { return known }
        let name = String(decoding: text, as: UTF8.self)
        let (problem, problemOfList) = (
            problem(of: name, isList: false), problem(of: name, isList: true)
        )
        (undeclared + undeclaredCount).initialize(
            to: Undeclared(
                name: name, problem: problem, problemOfList: problemOfList,
                claim: claims.number(of: problem?.suggestion ?? problemOfList?.suggestion)))
        undeclaredCount += 1
        return names.insert(text).number
    }

    /// What is wrong with an undeclared key that was not remembered; without a search for the
    /// nearest key, whose cost is not bounded for a file full of such keys.
    func unremembered(_ name: String, isList: Bool) -> KeyProblem? {
        allowing(
            KeyProblem(of: name, isList: isList, declared: schema == nil ? nil : EmptyCollection()),
            of: name)
    }

    private func problem(of name: String, isList: Bool) -> KeyProblem? {
        guard schema != nil else {
            return KeyProblem(of: name, isList: isList, declared: nil as EmptyCollection<String>?)
        }
        return allowing(KeyProblem(of: name, isList: isList, declared: nearby), of: name)
    }

    /// A problem, unless it is only that a key is undeclared that may be.
    private func allowing(_ problem: KeyProblem?, of name: String) -> KeyProblem? {
        guard let problem, problem.rule == .keyUnknown, allowed.contains(ExactText(name)) else {
            return problem
        }
        return nil
    }
}
