#pragma once

#include <QByteArray>

namespace kantoku::ui {

/**
 * Looks for a text in many bytes, as fast as the memory is.
 *
 * Goes from one place of the needle's rarest byte to the next, sixteen bytes at a time, and compares only there.
 */
class ByteSearch {
public:
    /// Finds nothing.
    ByteSearch() = default;
    /// @param foldCase  letters of ASCII match in either case; other bytes as they are
    ByteSearch(const QByteArray &needle, bool foldCase);

    bool isEmpty() const { return m_needle.isEmpty(); }
    /// The first place at or after `from` where the needle is, or else where an escape character is that may stand in
    /// the middle of it; -1 for none.
    qsizetype candidate(QByteArrayView bytes, qsizetype from) const;

private:
    bool isAt(const char *bytes) const;

    QByteArray m_needle; ///< in lower case where case is folded
    bool m_foldCase = false;
    qsizetype m_rarest = 0; ///< its place in the needle
    char m_lower = 0;
    char m_upper = 0;
};

} // namespace kantoku::ui
