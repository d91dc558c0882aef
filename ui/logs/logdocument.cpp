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
    const LineId end = m_buffer.endLine();
    const bool wasOpen = m_buffer.isLastLineOpen();
    m_buffer.append(bytes);
    qint64 newLines = bytes.count('\n');
    if (m_buffer.isLastLineOpen() && m_buffer.previous(m_buffer.endLine()) >= end)
        ++newLines;
    if (wasOpen && newLines > 0)
        --newLines;
    emit appended(newLines);
}

void LogDocument::prepend(QByteArrayView bytes)
{
    m_buffer.prepend(bytes);
    emit changedAbove();
}

void LogDocument::insert(LineId address, QByteArrayView bytes)
{
    m_buffer.insert(address, bytes);
    emit changedAbove();
}

void LogDocument::skip(qint64 bytes)
{
    m_buffer.skip(bytes);
    emit appended(0);
}

void LogDocument::addDivider(LogDivider::Kind kind, const QString &detail, qint64 bytes)
{
    m_buffer.addDivider({kind, QDateTime::currentDateTime(), bytes, detail});
    emit appended(0);
}

void LogDocument::insertDivider(LineId before, LogDivider::Kind kind, const QString &detail)
{
    m_buffer.insertDivider(before, {kind, QDateTime::currentDateTime(), -1, detail});
    emit changedAbove();
}

void LogDocument::startGeneration(LineId at)
{
    const auto head = m_buffer.head();
    if (head && head->bytes > 0 && head->detail.isEmpty())
        m_buffer.setHeadNote(tr("earlier text was in a file that is gone"));
    m_buffer.setStart(m_buffer.firstLine());
    m_buffer.setReachable(at);
    emit changedAbove();
}

void LogDocument::setStart(LineId start)
{
    m_buffer.setStart(start);
    emit changedAbove();
}

void LogDocument::giveUpUnread()
{
    m_buffer.setNothingReachable();
    emit changedAbove();
}

void LogDocument::setHeadNote(const QString &note)
{
    m_buffer.setHeadNote(note);
    emit changedAbove();
}

void LogDocument::setSource(const QString &source)
{
    m_buffer.setSource(source);
}

void LogDocument::setUnreadProblem(const QString &problem)
{
    if (problem == m_unreadProblem)
        return;
    m_unreadProblem = problem;
    emit changedAbove();
}

void LogDocument::clear()
{
    m_buffer.clear();
    m_unreadProblem.clear();
    emit cleared();
}

} // namespace kantoku::ui
