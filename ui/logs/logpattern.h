#pragma once

#include "protocol/error.h"
#include "ui/logs/bytesearch.h"

#include <QList>
#include <QRegularExpression>
#include <QString>

namespace kantoku::ui {

struct LogPatternOptions {
    bool caseSensitive = false;
    bool wholeWords = false;
    bool regularExpression = false;

    friend bool operator==(const LogPatternOptions &, const LogPatternOptions &) = default;
};

/// What to look for in the lines of a log: a text or a regular expression. A value; may be used from any thread.
class LogPattern {
public:
    struct Range {
        qsizetype column = 0;
        qsizetype length = 0;
        friend bool operator==(const Range &, const Range &) = default;
    };

    /// Matches nothing.
    LogPattern() = default;
    /// @return Error::Code::Invalid with the reason and its place when the regular expression is wrong
    static Result<LogPattern> make(const QString &text, LogPatternOptions options);

    bool isEmpty() const { return m_text.isEmpty(); }
    /// All places in `line` from left to right, without overlap. Empty matches are none.
    QList<Range> rangesIn(const QString &line) const;
    /// The first place at or after `from` in the raw bytes of many lines where a match may be; -1 where there can be
    /// none. Lines without such a place need not be decoded.
    qsizetype candidate(QByteArrayView bytes, qsizetype from) const;

    friend bool operator==(const LogPattern &a, const LogPattern &b)
    {
        return a.m_text == b.m_text && a.m_options == b.m_options;
    }

private:
    QString m_text;
    LogPatternOptions m_options;
    ByteSearch m_search; ///< for the text as it stands in the log, where it can be compared byte by byte
    QRegularExpression m_expression; ///< for whole words and regular expressions
};

} // namespace kantoku::ui
