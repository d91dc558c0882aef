#include "ui/logs/logpattern.h"

#include <QCoreApplication>

#include <algorithm>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

Result<LogPattern> LogPattern::make(const QString &text, LogPatternOptions options)
{
    LogPattern pattern;
    pattern.m_text = text;
    pattern.m_options = options;
    // What is written out as \\xNN stands in the log as other bytes.
    const bool isAscii = std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80; });
    if (!options.regularExpression && !text.contains(u'\\') && (options.caseSensitive || isAscii))
        pattern.m_search = ByteSearch(text.toUtf8(), !options.caseSensitive);
    if (!options.regularExpression && !options.wholeWords)
        return pattern;

    QString expression = options.regularExpression ? text : QRegularExpression::escape(text);
    if (options.wholeWords)
        expression = u"(?<!\\w)(?:"_s + expression + u")(?!\\w)"_s;
    QRegularExpression::PatternOptions flags = QRegularExpression::UseUnicodePropertiesOption;
    if (!options.caseSensitive)
        flags |= QRegularExpression::CaseInsensitiveOption;
    pattern.m_expression = QRegularExpression(expression, flags);
    if (!pattern.m_expression.isValid()) {
        return failure(Error::Code::Invalid,
                       QCoreApplication::translate("LogPattern", "The expression is wrong at character %1: %2.")
                           .arg(pattern.m_expression.patternErrorOffset())
                           .arg(pattern.m_expression.errorString()));
    }
    return pattern;
}

qsizetype LogPattern::candidate(QByteArrayView bytes, qsizetype from) const
{
    if (m_search.isEmpty())
        return from < bytes.size() ? from : -1;
    return m_search.candidate(bytes, from);
}

QList<LogPattern::Range> LogPattern::rangesIn(const QString &line) const
{
    QList<Range> ranges;
    if (m_text.isEmpty())
        return ranges;
    if (!m_options.regularExpression && !m_options.wholeWords) {
        const Qt::CaseSensitivity sensitivity = m_options.caseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive;
        for (qsizetype at = line.indexOf(m_text, 0, sensitivity); at >= 0;
             at = line.indexOf(m_text, at + m_text.size(), sensitivity))
            ranges.append({at, m_text.size()});
        return ranges;
    }
    for (auto it = m_expression.globalMatch(line); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        if (match.capturedLength() > 0)
            ranges.append({match.capturedStart(), match.capturedLength()});
    }
    return ranges;
}

} // namespace kantoku::ui
