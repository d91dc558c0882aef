#include "ui/logs/logpattern.h"

#include <QCoreApplication>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

Result<LogPattern> LogPattern::make(const QString &text, LogPatternOptions options)
{
    LogPattern pattern;
    pattern.m_text = text;
    pattern.m_options = options;
    if (options.caseSensitive && !options.regularExpression)
        pattern.m_bytes = text.toUtf8();
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

bool LogPattern::mayMatch(QByteArrayView bytes) const
{
    // An escape sequence may stand in the middle of what is one word on the screen; and what is written out as \xNN
    // is made from bytes outside ASCII or below a blank.
    return m_bytes.isEmpty() || bytes.contains('\x1b') || m_text.contains(u'\\') || bytes.contains(m_bytes);
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
