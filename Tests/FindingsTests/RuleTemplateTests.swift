import CanonicalJSON
import Testing

@testable import Findings

@Suite struct RuleTemplateTests {
    private func render(_ template: String, _ words: [RuleTemplate.Word: String]) -> String {
        RuleTemplate(template).render { words[$0] }
    }

    @Test func fillsPlacesAndDropsIncompleteParts() {
        let template = "{key}: {value} is odd[; nearest: {suggestion}][ in {expected}]"
        #expect(
            render(template, [.key: "k", .value: "1", .suggestion: "2"])
                == "k: 1 is odd; nearest: 2")
        #expect(render(template, [.value: "1", .expected: "m"]) == "?: 1 is odd in m")
    }

    @Test func takesTheFirstCompleteAlternative() {
        let template = "{value}[; nearest: {suggestion}|; expected {expected}|!]"
        #expect(
            render(template, [.value: "1", .suggestion: "2", .expected: "3"]) == "1; nearest: 2")
        #expect(render(template, [.value: "1", .expected: "3"]) == "1; expected 3")
        #expect(render(template, [.value: "1"]) == "1!")
    }

    @Test func wordsAreNotReadAsTemplates() {
        #expect(
            render("{key}: {value}[]", [.key: "{value}", .value: "[{key}"]) == "{value}: [{key}")
    }

    @Test func unclosedBracketsAreText() {
        #expect(render("a { b", [:]) == "a { b")
        #expect(render("a [ {key}", [.key: "k"]) == "a [ {key}")
    }

    @Test func unknownPlacesAreListed() {
        #expect(RuleTemplate("{key} {what} [{why}]").unknownPlaces == ["what", "why"])
    }

    @Test func messageOfAFinding() {
        let place = FindingLocation(file: "a.json", position: .start)
        let finding = Finding(
            .enumUnknownOption, location: place, key: "weather", value: "\"Sunny\"",
            suggestion: "\"sunny\"")
        #expect(finding.message == #"weather: "Sunny" is not an option; nearest: "sunny""#)
    }

    @Test("an object that goes over lines is shown on one")
    func valuesOnOneLine() {
        let place = FindingLocation(file: "a.json", position: .start)
        for (value, shown) in [
            (
                "{\n  \"latitude\": 52.5,\r\n\t\"longitude\": 13.4 \n}",
                #"{"latitude": 52.5, "longitude": 13.4}"#
            ),
            ("[\n 1,\n\n {\n }\n]", "[1, {}]"), ("{\n \"a\": \"b  c…", "{\"a\": \"b  c…"),
            ("{ \"a\":  1 }", "{ \"a\":  1 }"),
        ] {
            let finding = Finding(.keyConstant, location: place, key: "k", value: .text(value))
            #expect(finding.message == "k: every item has the same value: \(shown)")
            #expect(finding.value == value)
        }
    }
}
