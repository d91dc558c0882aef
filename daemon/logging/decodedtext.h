#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace kantoku::daemon {

/// The bytes themselves where they are UTF-8; otherwise `Undecodable: b'…'`, as Supervisor shows such output in events
/// and in the main log.
QByteArray decodedText(QByteArrayView bytes);

/// Python's way to write bytes: b'\x88\n'. Double quotes around them where they contain a single quote and no double.
QByteArray pythonRepr(QByteArrayView bytes);

/// Characters (code points) in UTF-8 text: what Supervisor counts as the length of a payload.
qsizetype characterCount(QByteArrayView utf8);

} // namespace kantoku::daemon
