/// What libFuzzer calls with one input after another.
///
/// An input is an answer's body and nothing else, so that a crash file can be given to a test as it is. A finding ends
/// the process: libFuzzer keeps the input that led to it.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let body = Array(UnsafeBufferPointer(start: start, count: count))
    let document = Document(body)
    for check in Check.all { check.whole(body, document) }
    // Pieces are the parser's matter and hardly the row's, so that one type for each body is enough.
    let pieces = Pieces(seededBy: body)
    Check.all[pieces.choice(of: Check.all.count)].pieces(body, pieces)
    return 0
}
