import Testing

/// `metadex rules` and `metadex explain`.
@Suite struct RulesCommandTests {
    private func rules(_ arguments: String...) throws -> [[String: Any]] {
        let run = try Workspace().run(["rules", "--format", "json"] + arguments)
        #expect(run.status == 0 && run.talk.isEmpty, "\(run)")
        let object = run.json as? [String: Any]
        return (run.json as? [[String: Any]]) ?? object?["rules"] as? [[String: Any]] ?? []
    }

    private func severity(of name: String, in rules: [[String: Any]]) -> String? {
        rules.first { ($0["name"] ?? $0["rule"]) as? String == name }?["severity"] as? String
    }

    @Test func listing() throws {
        let rules = try rules()
        #expect(rules.count > 80)
        let table = try Workspace().run("rules")
        for rule in rules {
            let code = try #require(rule["code"] as? String)
            let name = try #require((rule["name"] ?? rule["rule"]) as? String)
            #expect(table.lines.contains { $0.contains(code) && $0.contains(name) }, "\(code)")
        }
    }

    @Test func levels() throws {
        #expect(severity(of: "key-unknown", in: try rules()) == "warning")
        #expect(severity(of: "key-unknown", in: try rules("--error", "key-unknown")) == "error")
        #expect(severity(of: "key-unknown", in: try rules("--warn", "MX301")) == "warning")
        #expect(severity(of: "enum-unknown-option", in: try rules("--warn", "MX301")) == "warning")
        let ignored = severity(of: "key-unknown", in: try rules("--ignore", "key-unknown"))
        #expect(ignored == nil || ignored == "off" || ignored == "ignore")
    }

    @Test("every rule can be explained, by code and by name")
    func explanations() throws {
        let rules = try rules()
        let codes = rules.compactMap { $0["code"] as? String }
        let names = rules.compactMap { ($0["name"] ?? $0["rule"]) as? String }
        let byCode = try Workspace().run(["explain"] + codes)
        let byName = try Workspace().run(["explain"] + names)
        #expect(byCode.status == 0 && byCode.talk.isEmpty, "\(byCode.talk)")
        #expect(byCode.text == byName.text)
        for word in codes + names { #expect(byCode.text.contains(word), "\(word)") }
        #expect(try Workspace().run("explain", "mx301").text.contains("enum-unknown-option"))
    }

    @Test("the beginning of names lists the rules that have it")
    func families() throws {
        let family = try Workspace().run("explain", "enum")
        #expect(family.status == 0 && family.talk.isEmpty, "\(family)")
        #expect(
            !family.lines.isEmpty && family.lines.allSatisfy { $0.contains("  enum-") }, "\(family)"
        )
        let datetimes = try Workspace().run("explain", "DateTime-").lines
        let names = try rules().compactMap { $0["name"] as? String }
        #expect(datetimes.count == names.count { $0.hasPrefix("datetime-") })
        #expect(try Workspace().run("explain", "mx30").lines.allSatisfy { $0.contains("MX30") })
        // One word of several that is nothing is an error, as it is alone.
        #expect(try Workspace().run("explain", "enum", "emun").status == 2)
        #expect(try Workspace().run("explain", "").status == 2)
    }
}
