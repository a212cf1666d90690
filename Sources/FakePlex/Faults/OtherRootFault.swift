/// Well-formed XML with 200 that is no `MediaContainer`, under the root that a real server's reports have
/// (wire contract, 1.6).
struct OtherRootFault: FaultBehaviour {
    func answer(to struck: StruckRequest) -> PlexAnswer {
        .page(
            "text/xml;charset=utf-8",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Response code="200" title="OK" status="Nothing to report." />

            """)
    }
}
