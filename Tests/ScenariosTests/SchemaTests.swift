import Scenarios
import Testing

/// The schemas, which editors read, against the grammar, which the reader reads by.
@Suite struct `Schemas` {
    static let schemas: [String: Result<JSONNode, any Error>] = Dictionary(
        uniqueKeysWithValues: ["library", "scenario"].map { name in
            let path = "Schemas/\(name).schema.json"
            return (name, Result { try JSONReader.read(try PackageRoot.bytes(path), file: path) })
        })

    static func schema(_ name: String) throws -> JSONNode { try #require(schemas[name]).get() }

    static func keys(_ node: JSONNode?) -> [String] {
        guard case .object(let members) = node?.value else { return [] }
        return members.map(\.key)
    }

    static func texts(_ node: JSONNode?) -> [String] {
        guard case .array(let elements) = node?.value else { return [] }
        return elements.compactMap { element in
            if case .string(let text) = element.value { text } else { nil }
        }
    }

    static func text(_ node: JSONNode?) -> String? { if case .string(let text) = node?.value { text } else { nil } }

    @Test(arguments: Grammar.libraryShapes.map { ("library", $0) } + Grammar.scenarioShapes.map { ("scenario", $0) })
    func `a definition has the members that the reader knows`(schema: String, shape: Shape) throws {
        let definition = try #require(try Self.schema(schema)["$defs"]?[shape.name], "no definition of \(shape.name)")
        #expect(Set(Self.keys(definition["properties"])) == Set(shape.keys))
        #expect(Set(Self.texts(definition["required"])) == Set(shape.required))
        #expect(definition["additionalProperties"]?.value == .bool(false))
        #expect(definition["type"]?.value == .string("object"))
    }

    @Test(arguments: [("library", Grammar.libraryShapes), ("scenario", Grammar.scenarioShapes)])
    func `no definition of an object is unknown to the reader`(schema: String, shapes: [Shape]) throws {
        guard case .object(let definitions) = try Self.schema(schema)["$defs"]?.value else {
            Issue.record("the schema has no definitions")
            return
        }
        let objects = definitions.filter { $0.value["additionalProperties"]?.value == .bool(false) }.map(\.key)
        #expect(Set(objects).subtracting(shapes.map(\.name)).subtracting(["variableFault"]).isEmpty)
    }

    @Test func `a fault whose name is a variable has the parameters of all faults`() throws {
        let definition = try Self.schema("scenario")["$defs"]?["variableFault"]
        let known = FaultName.allCases.flatMap { $0.parameters.required + $0.parameters.optional }
        #expect(
            Set(Self.keys(definition?["properties"]))
                == Set(known).union(["fault", "match", "request", "times", "note"]))
    }

    @Test(arguments: [
        ("outcome", "expectation", OutcomeName.allCases.map(\.rawValue)),
        ("reason", "refresh", RefreshReason.allCases.map(\.rawValue)),
        ("mode", "refresh", RefreshMode.allCases.map(\.rawValue)),
        ("until", "step", StepEnd.allCases.map(\.rawValue)),
        ("lastRefreshed", "screen", LastRefreshed.allCases.map(\.rawValue)),
        ("add", "add", LibraryKind.allCases.map(\.rawValue)),
    ])
    func `a closed list is the reader's`(member: String, definition: String, names: [String]) throws {
        let alternatives = try Self.schema("scenario")["$defs"]?[definition]?["properties"]?[member]?["anyOf"]
        guard case .array(let elements) = alternatives?.value else {
            Issue.record("\(member) has no list")
            return
        }
        #expect(elements.flatMap { Self.texts($0["enum"]) } == names)
    }

    @Test func `the list of endpoints is the reader's`() throws {
        guard case .array(let elements) = try Self.schema("scenario")["$defs"]?["endpoint"]?["anyOf"]?.value else {
            Issue.record("there is no list of endpoints")
            return
        }
        #expect(elements.flatMap { Self.texts($0["enum"]) } == EndpointLabel.allCases.map(\.rawValue))
    }

    @Test func `durations follow the reader's pattern`() throws {
        #expect(Self.text(try Self.schema("scenario")["$defs"]?["duration"]?["pattern"]) == DurationText.pattern)
    }

    @Test(arguments: ["library", "scenario"])
    func `every member is described`(name: String) throws {
        guard case .object(let definitions) = try Self.schema(name)["$defs"]?.value else {
            Issue.record("the schema has no definitions")
            return
        }
        for definition in definitions {
            guard case .object(let members) = definition.value["properties"]?.value else { continue }
            #expect(definition.value["description"] != nil, "\(definition.key) is not described")
            for member in members {
                let said = member.value["description"] ?? member.value["const"]
                #expect(said != nil, "\(definition.key).\(member.key) is not described")
            }
        }
    }

    @Test(arguments: ["library", "scenario"])
    func `every reference leads to a definition`(name: String) throws {
        var references: [String] = []
        Self.collectReferences(in: try Self.schema(name), into: &references)
        #expect(!references.isEmpty)
        for reference in references {
            let parts = reference.split(separator: "#/$defs/", maxSplits: 1).map { String($0) }
            let target = parts.count == 2 ? "library" : name
            if parts.count == 2 { #expect(parts[0] == "library.schema.json") }
            #expect(try Self.schema(target)["$defs"]?[parts[parts.count - 1]] != nil, "\(reference) leads nowhere")
        }
    }

    private static func collectReferences(in node: JSONNode, into references: inout [String]) {
        switch node.value {
        case .array(let elements): for element in elements { collectReferences(in: element, into: &references) }
        case .object(let members):
            for member in members {
                if member.key == "$ref", let text = text(member.value) { references.append(text) }
                collectReferences(in: member.value, into: &references)
            }
        case .null, .bool, .number, .string: return
        }
    }
}
