extension ServerActionReader {
    /// A fault that puts something else in the place of the answer, or spoils it.
    func answerFault(_ name: FaultName, _ reader: ObjectReader) throws(InputError) -> FaultBehaviour {
        switch name {
        case .html: return .html
        case .json: return .json
        case .emptyBody: return .emptyBody
        case .otherRoot: return .otherRoot
        case .ignoredPaging: return .ignoredPaging
        case .malformed:
            return .malformed(
                try reader.required("form") { reading throws(InputError) in
                    try reading.choice(of: "form of a malformed answer")
                })
        case .wrongTotal: return try wrongTotal(reader)
        case .shortPage:
            let rest = reader.optional("rest") { reading throws(InputError) in try reading.flag() }
            return .shortPage(
                items: try reader.required("items") { reading throws(InputError) in
                    try reading.integer(1...Int.max)
                }, rest: rest ?? true)
        case .repeatedItem:
            let place = reader.optional("again") { reading throws(InputError) in
                try reading.choice(RepeatedLabel.self, of: "place of a repeated item")
            }
            let title = reader.optional("title") { reading throws(InputError) in try reading.anyText() }
            return .repeatedItem(try item(reader), place ?? .beside, title: title)
        case .damage: return .damage(try damage(reader))
        case .missingTags:
            return .missingTags(
                try reader.required("tags") { reading throws(InputError) in
                    let tags = try reading.texts()
                    guard !tags.isEmpty else {
                        throw reading.unusable("empty", expected: "at least one element's name")
                    }
                    return tags
                })
        default: return try detour(name, reader)
        }
    }

    private func detour(_ name: FaultName, _ reader: ObjectReader) throws(InputError) -> FaultBehaviour {
        switch name {
        case .redirect:
            let code = reader.optional("code") { reading throws(InputError) in
                let code = try reading.integer(300...399)
                guard [301, 302, 303, 307, 308].contains(code) else {
                    throw reading.unusable("\(code)", expected: "301, 302, 303, 307 or 308")
                }
                return code
            }
            return .redirect(
                try reader.required("to") { reading throws(InputError) in
                    try reading.choice(of: "place to redirect to")
                }, code: code ?? 302)
        case .maintenance:
            return .maintenance(
                retryAfter: reader.optional("retryAfter") { reading throws(InputError) in try reading.integer() })
        case .dribble:
            return .dribble(
                bytes: try reader.required("bytes") { reading throws(InputError) in
                    try reading.integer(1...Int.max)
                }, every: try reader.required("every") { reading throws(InputError) in try reading.duration() })
        default: preconditionFailure("\(name) is read elsewhere")
        }
    }

    private func item(_ reader: ObjectReader) throws(InputError) -> ItemReference {
        try reader.required("item") { reading throws(InputError) in try reading.reference() }
    }

    private func wrongTotal(_ reader: ObjectReader) throws(InputError) -> FaultBehaviour {
        let expected = "\"by\" with how many, \"total\": \"missing\", or \"sizeBy\" with how many"
        guard ["by", "total", "sizeBy"].contains(where: { reader.has($0) }) else {
            throw InputError(at: reader.position, "this wrongTotal fault says nothing wrong", expected: expected)
        }
        if reader.has("by"), reader.has("total") {
            throw InputError(
                at: reader.keyPosition("total"), "a total cannot be wrong and missing", expected: "one of the two")
        }
        let difference = reader.optional("by") { reading throws(InputError) in try self.difference(reading) }
        let size = reader.optional("sizeBy") { reading throws(InputError) in try self.difference(reading) }
        let missing = reader.optional("total") { reading throws(InputError) in
            try reading.name(of: "total", among: ["missing"])
        }
        let total: TotalDescription = missing != nil ? .missing : difference.map { .by($0) } ?? .truth
        return .wrongTotal(total, sizeBy: size ?? 0)
    }

    private func difference(_ reading: Reading) throws(InputError) -> Int {
        let number = try reading.integer(-1_000_000...1_000_000)
        guard number != 0 else { throw reading.unusable("0", expected: "a whole number above or below 0") }
        return number
    }

    private func damage(_ reader: ObjectReader) throws(InputError) -> DamageDescription {
        var damage = DamageDescription(item: try item(reader))
        damage.child = reader.optional("child") { reading throws(InputError) in try reading.text() }
        damage.attribute = reader.optional("attribute") { reading throws(InputError) in try reading.text() }
        guard reader.has("attribute") || reader.has("child") else {
            throw InputError(
                at: reader.position, "this damage does not say what is damaged",
                expected: "\"attribute\", \"child\" or both")
        }
        guard reader.has("attribute") == reader.has("becomes") else {
            throw InputError(
                at: reader.has("becomes") ? reader.keyPosition("becomes") : reader.position,
                reader.has("becomes") ? "\"becomes\" stands without \"attribute\"" : "this damage lacks \"becomes\"",
                expected: "\"attribute\" with \"becomes\": a text, or null where it is missing")
        }
        damage.value =
            reader.optional("becomes") { reading throws(InputError) in
                reading.isNull ? nil : try reading.anyText()
            } ?? nil
        damage.isTwice = reader.optional("twice") { reading throws(InputError) in try reading.flag() } ?? false
        if damage.isTwice, damage.value == nil {
            throw InputError(
                at: reader.keyPosition("twice"), "nothing can stand here twice",
                expected: "\"attribute\", with a text in \"becomes\"")
        }
        return damage
    }
}
