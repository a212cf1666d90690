/// A named misbehaviour of the server.
public enum Fault: Sendable, Equatable {
    /// Nobody listens any more: connections end, and connecting is refused.
    case refuse
    /// The connection is reset after this many bytes of the answer, head included; before any byte where none is given.
    case reset(afterBytes: Int? = nil)
    /// The answer stops after this many bytes, head included, and the connection stays open.
    ///
    /// Disarming the faults lets the rest go.
    case stall(afterBytes: Int? = nil)
    /// The answer comes this much later by the world's clock.
    case delay(Duration)
    /// The body ends early, and the connection is closed properly.
    ///
    /// With `contentLength` the head announces the whole length, without it the close alone marks the end.
    case truncate(at: TruncationPoint, contentLength: Bool = true)
    /// An error page in place of the answer, with `Retry-After` in seconds where given.
    case status(Int, retryAfter: Int? = nil)
    /// A container that holds nothing in place of the answer.
    case emptySuccess
    /// 304 to every request that offers a validator, also after a real change.
    ///
    /// Strikes only while the world's validators are on.
    case staleValidator
    /// A page for people, with 200.
    case html
    /// The container in JSON, with 200, whatever was accepted.
    case json
    /// 200 without one byte of a body.
    case emptyBody
    /// Well-formed XML that is no container, with 200.
    case otherRoot
    /// The answer is not well-formed, at its very end.
    case malformed(MalformedForm)
    /// The container misstates the list's total, or by `sizeBy` the page's size.
    case wrongTotal(TotalLie, sizeBy: Int = 0)
    /// Pages have no more than so many rows; without `rest` nothing comes after the first ones.
    case shortPage(items: Int, rest: Bool = true)
    /// The whole list comes, whatever page was asked for.
    case ignoredPaging
    /// One item stands twice in the list, the second time under another title where one is given.
    case repeatedItem(String, at: RepeatedPlace = .beside, title: String? = nil)
    /// One element is not as it should be.
    case damage(Damage)
    /// Rows lack the child elements of these names.
    case missingTags([String])
    /// The answer is said to be elsewhere, with this status.
    case redirect(RedirectTarget, code: Int = 302)
    /// 503 with a real server's report that it is starting, with `Retry-After` in seconds where given.
    case maintenance(retryAfter: Int? = nil)
    /// The answer comes so many bytes at a time, with a pause of the world's time in between.
    case dribble(bytes: Int, every: Duration)

    /// The word for it in scenarios, journals and reports.
    public var name: String {
        switch self {
        case .refuse: "refuse"
        case .reset: "reset"
        case .stall: "stall"
        case .delay: "delay"
        case .truncate: "truncate"
        case .status: "status"
        case .emptySuccess: "emptySuccess"
        case .staleValidator: "staleValidator"
        case .html: "html"
        case .json: "json"
        case .emptyBody: "emptyBody"
        case .otherRoot: "otherRoot"
        case .malformed: "malformed"
        case .wrongTotal: "wrongTotal"
        case .shortPage: "shortPage"
        case .ignoredPaging: "ignoredPaging"
        case .repeatedItem: "repeatedItem"
        case .damage: "damage"
        case .missingTags: "missingTags"
        case .redirect: "redirect"
        case .maintenance: "maintenance"
        case .dribble: "dribble"
        }
    }

    /// What it does to an answer.
    var behaviour: any FaultBehaviour {
        switch self {
        case .refuse: RefuseFault()
        case .reset(let count): ResetFault(afterBytes: count)
        case .stall(let count): StallFault(afterBytes: count)
        case .delay(let duration): DelayFault(duration: duration)
        case .truncate(let point, let contentLength): TruncateFault(point: point, contentLength: contentLength)
        case .status(let code, let seconds): StatusFault(code: code, retryAfter: seconds)
        case .emptySuccess: EmptySuccessFault()
        case .staleValidator: StaleValidatorFault()
        case .html: HTMLFault()
        case .json: JSONFault()
        case .emptyBody: EmptyBodyFault()
        case .otherRoot: OtherRootFault()
        case .malformed(let form): MalformedFault(form: form)
        case .wrongTotal(let total, let sizeBy): WrongTotalFault(total: total, sizeBy: sizeBy)
        case .shortPage(let items, let rest): ShortPageFault(items: items, hasRest: rest)
        case .ignoredPaging: IgnoredPagingFault()
        case .repeatedItem(let item, let place, let title): RepeatedItemFault(item: item, place: place, title: title)
        case .damage(let damage): DamageFault(damage: damage)
        case .missingTags(let tags): MissingTagsFault(tags: tags)
        case .redirect(let target, let code): RedirectFault(target: target, code: code)
        case .maintenance(let seconds): MaintenanceFault(retryAfter: seconds)
        case .dribble(let bytes, let pause): DribbleFault(bytes: bytes, pause: pause)
        }
    }
}
