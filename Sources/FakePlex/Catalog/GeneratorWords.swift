/// What generated libraries are made of.
///
/// Changing a list changes every generated library.
enum GeneratorWords {
    static let adjectives = [
        "Quiet", "Broken", "Silver", "Distant", "Hollow", "Golden", "Electric", "Frozen", "Burning", "Hidden", "Paper",
        "Velvet", "Crooked", "Slow", "Endless", "Northern", "Midnight", "Gentle", "Wild", "Faded", "Crimson", "Lonely",
        "Shallow", "Sudden", "Second", "Last", "Blue", "Heavy", "Secret", "Little", "Older", "Bright",
    ]
    static let nouns = [
        "Tide", "Harbour", "Lantern", "River", "Garden", "Signal", "Mirror", "Winter", "Motor", "Sparrow", "Canyon",
        "Letter", "Window", "Engine", "Shadow", "Orchard", "Meadow", "Station", "Anchor", "Thunder", "Feather",
        "Island", "Bridge",
        "Cathedral", "Circus", "Ember", "Forest", "Ghost", "Horizon", "Kingdom", "Machine", "Night", "Ocean",
        "Pilot", "Question", "Road", "Summer", "Tower", "Voyage", "Weather", "Year", "Zephyr",
    ]
    static let names = [
        "Ada", "Björn", "Chloé", "Dmitri", "Elena", "Farouk", "Grace", "Hiro", "Inês", "Jonas", "Käthe", "Lou",
        "Miriam", "Niall", "Olga", "Pilar", "Quentin", "Ruth", "Søren", "Tove",
    ]
    static let surnames = [
        "Abbott", "Brennan", "Castillo", "Dubois", "Eriksen", "Fontaine", "Günther", "Hale", "Ivanova", "Jensen",
        "Kowalski", "Lindqvist", "Moreau", "Núñez", "O'Hara", "Petrov", "Quist", "Rossi", "Sato", "Tanaka",
    ]
    static let nastyArtists = [
        "Salt & Vinegar", "\"The Quotes\"", "O'Malley's Ghost", "Motörhaze", "<Untitled Band>", "Ólafur & Sigríður",
        "東京の夜", "שלום עולם", "🌊🌙", "AC/DK", "The The", "100% Wool", "Beyoncée", "A", "Sigur Næs",
    ]
    static let nastyTitles = [
        "Rock & Roll <Live>", "\"Heroes\" & \"Villains\"", "Don't Stop", "It’s Over", "Été à Paris", "Ночной поезд",
        "夜明け前", "مرحبا بالعالم", "Love 💔 Hurts 👩‍👩‍👧", "100% [Deluxe]", "?", "...", "Ænima / Œuvre", "Smørrebrød",
        "A&B;C=D+E #7",
        "Naïve Façade", "Tab\tand \\backslash", "Ὀδύσσεια", "Straße", "Z͑ͫ̓a̴lgo",
    ]
    static let genres = [
        "Rock", "Jazz", "Electronic", "Folk", "Classical", "Hip-Hop", "Pop/Rock", "R&B", "Soul", "Blues", "Country",
        "Reggae", "Metal", "Punk", "Ambient", "Dream Pop", "Funk", "World", "Soundtrack", "Chanson", "Drum & Bass",
        "House", "Techno", "Singer/Songwriter",
    ]
    static let styles = [
        "Shoegaze", "Bebop", "Minimal", "Post-Punk", "Indie Folk", "Trip-Hop", "Krautrock", "Bossa Nova", "Hard Bop",
        "Slowcore", "Math Rock", "Neo-Soul",
    ]
    static let moods = [
        "Wistful", "Energetic", "Melancholy", "Playful", "Brooding", "Calm", "Rousing", "Bittersweet", "Nocturnal",
        "Warm", "Tense", "Joyous",
    ]
    static let countries = [
        "Norway", "Japan", "Brazil", "France", "Iceland", "United Kingdom", "United States", "Nigeria", "Côte d'Ivoire",
        "Germany", "Australia",
    ]
    static let studios = [
        "Quiet Pier", "Northern Line", "Ember & Ash", "Blue Lantern", "Sixpence", "Rue Noire", "Hollow Tree",
        "Self-Released",
    ]
    static let occasions = [
        "Rainy Day", "Sunday Morning", "Road Trip", "After Hours", "Headphones", "Kitchen", "Best of the Shelf",
        "Focus",
    ]

    /// Some sentences, in paragraphs.
    static func summary(_ random: inout SplitMix64) -> String {
        var text = ""
        for sentence in 0..<2 + random.below(4) {
            if sentence > 0 { text += sentence % 3 == 0 ? "\n\n" : " " }
            let (adjective, noun) = (random.one(of: adjectives), random.one(of: nouns))
            text +=
                "A \(adjective.lowercased()) record about a \(noun.lowercased()), made in \(1958 + random.below(66))."
        }
        return text
    }
}
