#include "ui/console/consolehistory.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QSaveFile>

namespace kantoku::ui {

namespace {

Q_LOGGING_CATEGORY(consoleLog, "kantoku.console")

constexpr qint64 maxFileBytes = 1024 * 1024;
constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

} // namespace

void ConsoleHistory::useFile(const QString &path)
{
    m_path = path;
    QFile file(path);
    if (file.open(QFile::ReadOnly)) {
        const QStringList lines = QString::fromUtf8(file.read(maxFileBytes)).split(u'\n', Qt::SkipEmptyParts);
        m_lines = lines.mid(std::max<qsizetype>(0, lines.size() - maxLines));
        if (lines.size() > 2 * maxLines) {
            QSaveFile shorter(path);
            if (shorter.open(QFile::WriteOnly)) {
                shorter.setPermissions(ownerOnly);
                shorter.write((m_lines.join(u'\n') + u'\n').toUtf8());
                shorter.commit();
            }
        }
    }
    m_place = m_lines.size();
}

void ConsoleHistory::add(const QString &line)
{
    const bool isKept
        = !line.trimmed().isEmpty() && !line.startsWith(u' ') && (m_lines.isEmpty() || m_lines.last() != line);
    if (isKept) {
        m_lines.append(line);
        if (m_lines.size() > maxLines)
            m_lines.removeFirst();
    }
    m_place = m_lines.size();
    if (!isKept || m_path.isEmpty())
        return;
    QDir().mkpath(QFileInfo(m_path).path());
    QFile file(m_path);
    if (!file.open(QFile::WriteOnly | QFile::Append)) {
        qCWarning(consoleLog).noquote() << "The history" << m_path << "cannot be written:" << file.errorString();
        m_path.clear();
        return;
    }
    file.setPermissions(ownerOnly);
    file.write((line + u'\n').toUtf8());
}

std::optional<QString> ConsoleHistory::previous(const QString &typed)
{
    if (m_place == 0)
        return {};
    if (m_place == m_lines.size())
        m_typed = typed;
    return m_lines.at(--m_place);
}

std::optional<QString> ConsoleHistory::next()
{
    if (m_place >= m_lines.size())
        return {};
    ++m_place;
    return m_place == m_lines.size() ? m_typed : m_lines.at(m_place);
}

std::optional<qsizetype> ConsoleHistory::search(const QString &text, qsizetype before) const
{
    for (qsizetype i = (before < 0 ? m_lines.size() : before) - 1; i >= 0; --i) {
        if (m_lines.at(i).contains(text, Qt::CaseInsensitive))
            return i;
    }
    return {};
}

} // namespace kantoku::ui
