#include "daemon/pidfile.h"

#include <QFile>

#include <unistd.h>

namespace kantoku::daemon {

PidFile::PidFile(QString path)
    : m_path(std::move(path))
{
}

PidFile::~PidFile()
{
    QFile file(m_path);
    // Another daemon may have taken it over meanwhile.
    if (m_isOurs && file.open(QIODevice::ReadOnly) && file.readLine(32).trimmed().toLongLong() == ::getpid())
        file.remove();
}

bool PidFile::write()
{
    QFile file(m_path);
    const QByteArray line = QByteArray::number(::getpid()) + '\n';
    m_isOurs = file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(line) == line.size();
    return m_isOurs;
}

} // namespace kantoku::daemon
