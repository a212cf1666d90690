import FakePlex
import Scenarios

extension FaultRule {
    init(_ description: FaultDescription) {
        self.init(
            Fault(description.fault), match: RequestMatch(description.match),
            firstOccurrence: description.firstRequest, times: Times(description.times),
            id: "\(description.position)")
    }
}

extension FaultRule.Times {
    init(_ times: FaultTimes) {
        self =
            switch times {
            case .once: .once
            case .always: .always
            case .count(let count): .count(count)
            }
    }
}

extension Fault {
    init(_ behaviour: Scenarios.FaultBehaviour) {
        self =
            switch behaviour {
            case .refuse: .refuse
            case .reset(let count): .reset(afterBytes: count)
            case .stall(let count): .stall(afterBytes: count)
            case .delay(let duration): .delay(duration)
            case .truncate(.percent(let percent), let length): .truncate(at: .percent(percent), contentLength: length)
            case .truncate(.bytes(let count), let length): .truncate(at: .bytes(count), contentLength: length)
            case .status(let code, let seconds): .status(code, retryAfter: seconds)
            case .emptySuccess: .emptySuccess
            case .staleValidator: .staleValidator
            case .html: .html
            case .json: .json
            case .emptyBody: .emptyBody
            case .otherRoot: .otherRoot
            case .malformed(let form): .malformed(MalformedForm(form))
            case .wrongTotal(let total, let sizeBy): .wrongTotal(TotalLie(total), sizeBy: sizeBy)
            case .shortPage(let items, let rest): .shortPage(items: items, rest: rest)
            case .ignoredPaging: .ignoredPaging
            case .repeatedItem(let item, let place, let title):
                .repeatedItem(item.text, at: place == .beside ? .beside : .end, title: title)
            case .damage(let damage):
                .damage(
                    Damage(
                        item: damage.item.text, child: damage.child, attribute: damage.attribute, value: damage.value,
                        isTwice: damage.isTwice))
            case .missingTags(let tags): .missingTags(tags)
            case .redirect(let target, let code): .redirect(RedirectTarget(target), code: code)
            case .maintenance(let seconds): .maintenance(retryAfter: seconds)
            case .dribble(let bytes, let pause): .dribble(bytes: bytes, every: pause)
            }
    }
}

extension MalformedForm {
    init(_ form: MalformedLabel) {
        self =
            switch form {
            case .unclosedTag: .unclosedTag
            case .badEntity: .badEntity
            case .strayAmpersand: .strayAmpersand
            case .bareAngle: .bareAngle
            case .doubledAttribute: .doubledAttribute
            case .bareValue: .bareValue
            case .trailingGarbage: .trailingGarbage
            }
    }
}

extension TotalLie {
    init(_ total: TotalDescription) {
        self =
            switch total {
            case .truth: .none
            case .by(let difference): .by(difference)
            case .missing: .missing
            }
    }
}

extension RedirectTarget {
    init(_ target: RedirectLabel) {
        self =
            switch target {
            case .secondOrigin: .secondOrigin
            case .sameOrigin: .sameOrigin
            case .itself: .itself
            }
    }
}

extension RequestMatch {
    init(_ match: RequestMatchDescription) {
        self.init(
            endpoint: match.endpoints.map(Self.names), except: match.except.map(Self.names), method: match.method,
            path: match.path, query: match.query, page: match.page)
    }

    private static func names(_ labels: Set<EndpointLabel>) -> Set<EndpointName> {
        Set(labels.compactMap { EndpointName(rawValue: $0.rawValue) })
    }
}
