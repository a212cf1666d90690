/// A colour of three bytes.
struct RGB: Sendable, Equatable {
    var red: UInt8
    var green: UInt8
    var blue: UInt8

    /// The colour with this number, `0xRRGGBB`.
    init(_ number: UInt32) {
        red = UInt8(truncatingIfNeeded: number >> 16)
        green = UInt8(truncatingIfNeeded: number >> 8)
        blue = UInt8(truncatingIfNeeded: number)
    }

    /// The colour with this name, or `#rrggbb`; nothing where it is neither.
    init?(_ name: String) {
        if let number = Self.names[name.lowercased()] {
            self.init(number)
        } else if name.utf8.count == 7, name.hasPrefix("#"), let number = UInt32(name.dropFirst(), radix: 16) {
            self.init(number)
        } else {
            return nil
        }
    }

    /// Black or white, whichever can be read on this colour.
    var contrast: RGB {
        let brightness = 299 * Int(red) + 587 * Int(green) + 114 * Int(blue)
        return RGB(brightness > 140_000 ? 0x000000 : 0xFFFFFF)
    }

    /// The colours that have names.
    static let names: [String: UInt32] = [
        "amber": 0xFFBF00, "aqua": 0x00FFFF, "beige": 0xF5F5DC, "black": 0x000000, "blue": 0x0000FF,
        "bronze": 0xCD7F32, "brown": 0x8B4513, "coral": 0xFF7F50, "cream": 0xFFFDD0, "crimson": 0xDC143C,
        "cyan": 0x00B7EB, "emerald": 0x50C878, "forest": 0x228B22, "fuchsia": 0xFF00FF, "gold": 0xFFD700,
        "gray": 0x808080, "green": 0x008000, "grey": 0x808080, "indigo": 0x4B0082, "ivory": 0xFFFFF0,
        "jade": 0x00A86B, "khaki": 0xC3B091, "lavender": 0xB57EDC, "lilac": 0xC8A2C8, "lime": 0x32CD32,
        "magenta": 0xD0417E, "maroon": 0x800000, "mint": 0x98FF98, "mustard": 0xE1AD01, "navy": 0x000080,
        "ochre": 0xCC7722, "olive": 0x808000, "orange": 0xFFA500, "orchid": 0xDA70D6, "peach": 0xFFCBA4,
        "pink": 0xFFC0CB, "plum": 0x8E4585, "purple": 0x800080, "red": 0xFF0000, "rose": 0xFF007F,
        "rust": 0xB7410E, "salmon": 0xFA8072, "scarlet": 0xFF2400, "silver": 0xC0C0C0, "sky": 0x87CEEB,
        "slate": 0x708090, "tan": 0xD2B48C, "teal": 0x008080, "turquoise": 0x40E0D0, "violet": 0x8F00FF,
        "white": 0xFFFFFF, "yellow": 0xFFFF00,
    ]
}
