/// A word of a command line, written so that a shell reads it as one.
public enum ShellWord {
    /// The word as it is where that is safe, in single quotes otherwise.
    public static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty && word.utf8.first != UInt8(ascii: "-")
            && word.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                    UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: ":"),
                    UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: ","):
                    true
                default: false
                }
            }
        if isPlain { return word }
        var result = "'"
        for scalar in word.unicodeScalars {
            if scalar == "'" { result += "'\\'" }
            result.unicodeScalars.append(scalar)
        }
        return result + "'"
    }
}
