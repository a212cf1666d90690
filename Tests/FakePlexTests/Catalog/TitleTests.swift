import Testing

@testable import FakePlex

struct TitleTests {
    @Test(arguments: [
        ("The Beatles", "Beatles"), ("the beatles", "beatles"), ("A Day", "Day"), ("An Hour", "Hour"),
        ("The", "The"), ("Theory", "Theory"), ("A", "A"), ("The The", "The"), ("", ""), ("Ã", "Ã"),
    ])
    func `a leading article does not count for order`(title: String, expected: String) {
        #expect(CatalogArtist(id: "x", title: title).sortTitle == expected)
    }

    @Test func `a row names the sort title only where it differs`() {
        var artist = CatalogArtist(id: "x", title: "The Beatles")
        #expect(artist.listedTitleSort == "Beatles")
        artist.titleSort = "The Beatles"
        #expect(artist.listedTitleSort == nil)
    }

    @Test(arguments: [
        ("Été à Paris", "ete a paris"), ("Don't  Stop!", "dont stop"), ("It’s", "its"),
        ("Ænima / Œuvre", "aenima oeuvre"),
        ("Straße", "strasse"), ("SMØRREBRØD", "smorrebrod"), ("AC/DC", "ac dc"), ("  ", ""), ("Ночной", "ночнои"),
        ("夜明け前", "夜明け前"), ("100% [Deluxe]", "100 deluxe"),
    ])
    func `folding leaves neither case, accents nor punctuation`(text: String, expected: String) {
        #expect(folded(text) == expected)
    }
}
