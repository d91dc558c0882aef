#include "ui/logs/logdocument.h"

namespace kantoku::ui {

LogDocument::LogDocument(QObject *parent, qint64 maxBytes)
    : QObject(parent)
    , m_buffer(maxBytes)
{
}

void LogDocument::append(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    const LineId before = m_buffer.endLine();
    m_buffer.append(bytes);
    emit appended(m_buffer.endLine() - before);
}

void LogDocument::prepend(QByteArrayView bytes)
{
    m_buffer.prepend(bytes);
    emit changedAbove();
}

void LogDocument::addDivider(LogDivider::Kind kind, const QString &detail, qint64 bytes)
{
    m_buffer.addDivider({kind, QDateTime::currentDateTime(), bytes, detail});
    emit appended(0);
}

void LogDocument::insertDivider(LineId before, LogDivider::Kind kind)
{
    m_buffer.insertDivider(before, {kind, QDateTime::currentDateTime(), -1, {}});
    emit changedAbove();
}

void LogDocument::setHead(std::optional<LogDivider> head)
{
    if (head == m_buffer.head())
        return;
    m_buffer.setHead(std::move(head));
    emit changedAbove();
}

void LogDocument::clear()
{
    m_buffer.clear();
    emit cleared();
}

} // namespace kantoku::ui
