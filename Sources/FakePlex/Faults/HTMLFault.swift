/// A page for people with 200: what a proxy or a hotel's sign-in puts in place of any answer (wire contract, 5, F20).
///
/// As such pages are, it is HTML and no XML.
struct HTMLFault: FaultBehaviour {
    func answer(to struck: StruckRequest) -> PlexAnswer {
        .page(
            "text/html; charset=utf-8",
            """
            <!DOCTYPE html>
            <html lang=en>
            <head><meta charset="utf-8"><title>Sign in to the network</title></head>
            <body><h1>Welcome</h1><p>Accept the terms &amp; conditions<br>to go on.</p></body>
            </html>

            """)
    }
}
