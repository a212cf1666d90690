import Testing

@testable import FakePlex

struct OrderedQueryTests {
    @Test(arguments: [
        ("addedAt>>=17", "addedAt>>", "17"), ("addedAt%3E%3E=17", "addedAt>>", "17"),
        ("addedAt%3e%3e%3D17", "addedAt>>=17", ""),
        ("title==x", "title=", "x"), ("album.title%3D=a", "album.title=", "a"), ("title=%3Dx", "title", "=x"),
        ("title!=x", "title!", "x"), ("album.title%21%3D=a", "album.title!=", "a"), ("title!==x", "title!=", "x"),
        ("title<=x", "title<", "x"), ("album.title%3C=a", "album.title<", "a"), ("title>=x", "title>", "x"),
        ("year<<=1990", "year<<", "1990"), ("album.addedAt%3E%3E=-30d", "album.addedAt>>", "-30d"),
        ("artist.id=4100", "artist.id", "4100"), ("genre=Dream%20Pop", "genre", "Dream Pop"),
        ("genre=Dream+Pop", "genre", "Dream Pop"),
        ("q=a%2Bb", "q", "a+b"), ("title=%C3%A9t%C3%A9", "title", "été"), ("title=100%", "title", "100%"),
        ("t=%zz%4", "t", "%zz%4"), ("t=%%41", "t", "%A"),
        ("flag", "flag", ""), ("a=b=c", "a", "b=c"), ("t=%FF", "t", "\u{FFFD}"),
    ])
    func `a parameter is read as clients write it`(raw: String, name: String, value: String) {
        #expect(OrderedQuery(raw: raw).items == [.init(name: name, value: value)])
    }

    @Test func `order and repetition are kept`() {
        let raw = "push=1&album.title=x&or=1&push=1&album.title=y&and=1&album.year%3E%3E=1990&pop=1&pop=1"
        let names = ["push", "album.title", "or", "push", "album.title", "and", "album.year>>", "pop", "pop"]
        #expect(OrderedQuery(raw: raw).items.map(\.name) == names)
        #expect(OrderedQuery(raw: raw)["album.title"] == "x")
    }

    @Test(arguments: ["", "&", "&&"])
    func `nothing is no parameter`(raw: String) {
        #expect(OrderedQuery(raw: raw).items.isEmpty)
    }
}
